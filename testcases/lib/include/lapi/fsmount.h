// SPDX-License-Identifier: GPL-2.0-or-later
/* The calls that make a mount step by step: fsopen() to move_mount(), and mount_setattr(). */
#ifndef LAPI_FSMOUNT_H
#define LAPI_FSMOUNT_H

#include <errno.h>
#include <stdint.h>
#include <sys/mount.h>
#include <sys/types.h>
#include <linux/mount.h>
#include <linux/version.h>

#include "lapi/fcntl.h"
#include "lapi/syscalls.h"

/* An enumerator since 6.6. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 6, 0)
#define FSCONFIG_CMD_CREATE_EXCL 8
#endif
#ifndef MOVE_MOUNT_SET_GROUP
#define MOVE_MOUNT_SET_GROUP 0x00000100
#endif
#ifndef MOVE_MOUNT_BENEATH
#define MOVE_MOUNT_BENEATH 0x00000200
#endif
#ifndef MOUNT_ATTR_IDMAP
#define MOUNT_ATTR_IDMAP 0x00100000
#endif
#ifndef MOUNT_ATTR_NOSYMFOLLOW
#define MOUNT_ATTR_NOSYMFOLLOW 0x00200000
#endif
#ifndef ST_NOSYMFOLLOW /* linux/statfs.h, for statvfs(): musl has no name for it */
#define ST_NOSYMFOLLOW 0x2000
#endif

static inline int fsopen(const char *fsname, unsigned int flags)
{
	return tst_syscall(__NR_fsopen, fsname, flags);
}

static inline int fsconfig(int fd, unsigned int cmd, const char *key, const void *value, int aux)
{
	return tst_syscall(__NR_fsconfig, fd, cmd, key, value, aux);
}

static inline int fsmount(int fd, unsigned int flags, unsigned int mount_attrs)
{
	return tst_syscall(__NR_fsmount, fd, flags, mount_attrs);
}

static inline int fspick(int dirfd, const char *pathname, unsigned int flags)
{
	return tst_syscall(__NR_fspick, dirfd, pathname, flags);
}

static inline int move_mount(int from_dirfd, const char *from_pathname, int to_dirfd,
			     const char *to_pathname, unsigned int flags)
{
	return tst_syscall(__NR_move_mount, from_dirfd, from_pathname, to_dirfd, to_pathname, flags);
}

static inline int open_tree(int dirfd, const char *pathname, unsigned int flags)
{
	return tst_syscall(__NR_open_tree, dirfd, pathname, flags);
}

static inline int open_tree_attr(int dirfd, const char *pathname, unsigned int flags,
				 struct mount_attr *attr, size_t size)
{
	return tst_syscall(__NR_open_tree_attr, dirfd, pathname, flags, attr, size);
}

static inline int mount_setattr(int dirfd, const char *from_pathname, unsigned int flags,
				struct mount_attr *attr, size_t size)
{
	return tst_syscall(__NR_mount_setattr, dirfd, from_pathname, flags, attr, size);
}

/* TCONF where the kernel was built without these calls. */
static inline void fsopen_supported_by_kernel(void)
{
	if (syscall(__NR_fsopen, NULL, 0) == -1 && errno == ENOSYS)
		tst_brk(TCONF, "this kernel has no fsopen()");
}

static inline void mount_setattr_supported_by_kernel(void)
{
	if (syscall(__NR_mount_setattr, -1, NULL, 0, NULL, 0) == -1 && errno == ENOSYS)
		tst_brk(TCONF, "this kernel has no mount_setattr()");
}

#endif
