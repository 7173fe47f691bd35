// SPDX-License-Identifier: GPL-2.0-or-later
/* userfaultfd. */
#ifndef LAPI_USERFAULTFD_H
#define LAPI_USERFAULTFD_H

#include <errno.h>
#include <stdbool.h>
#include <sys/ioctl.h>
#include <sys/types.h>
#include <unistd.h>
#include <linux/userfaultfd.h>

#include "lapi/syscalls.h"

#ifndef UFFD_USER_MODE_ONLY
#define UFFD_USER_MODE_ONLY 1
#endif
#ifndef UFFD_FEATURE_POISON
#define UFFD_FEATURE_POISON (1 << 14)
#endif
#ifndef UFFD_FEATURE_WP_ASYNC
#define UFFD_FEATURE_WP_ASYNC (1 << 15)
#endif
#ifndef UFFD_FEATURE_MOVE
#define UFFD_FEATURE_MOVE (1 << 16)
#endif
#ifndef UFFD_FEATURE_WP_UNPOPULATED
#define UFFD_FEATURE_WP_UNPOPULATED (1 << 13)
#endif

/* linux/userfaultfd.h of 6.6 and 6.8 */
#ifndef UFFDIO_POISON
#define _UFFDIO_POISON 0x08
struct uffdio_poison {
	struct uffdio_range range;
#define UFFDIO_POISON_MODE_DONTWAKE ((__u64)1 << 0)
	__u64 mode;
	__s64 updated;
};
#define UFFDIO_POISON _IOWR(UFFDIO, _UFFDIO_POISON, struct uffdio_poison)
#endif
#ifndef UFFDIO_MOVE
#define _UFFDIO_MOVE 0x05
struct uffdio_move {
	__u64 dst;
	__u64 src;
	__u64 len;
#define UFFDIO_MOVE_MODE_DONTWAKE ((__u64)1 << 0)
#define UFFDIO_MOVE_MODE_ALLOW_SRC_HOLES ((__u64)1 << 1)
	__u64 mode;
	__s64 move;
};
#define UFFDIO_MOVE _IOWR(UFFDIO, _UFFDIO_MOVE, struct uffdio_move)
#endif
#ifndef USERFAULTFD_IOC_NEW
#define USERFAULTFD_IOC 0xAA
#define USERFAULTFD_IOC_NEW _IO(USERFAULTFD_IOC, 0x00)
#endif

/* A descriptor by system call, and where that is not allowed by /dev/userfaultfd; TCONF where there is neither. */
#define SAFE_USERFAULTFD(flags, retry) tst_userfaultfd_(__FILE__, __LINE__, (flags), (retry))
static inline int tst_userfaultfd_(const char *file, int line, int flags, int retry)
{
	int fd = syscall(__NR_userfaultfd, flags);

	if (fd >= 0)
		return fd;
	if (errno == ENOSYS)
		tst_brk_(file, line, TCONF, "this kernel has no userfaultfd()");
	if (errno == EPERM && retry)
		fd = syscall(__NR_userfaultfd, flags | UFFD_USER_MODE_ONLY);
	if (fd < 0)
		tst_brk_(file, line, TBROK | TERRNO, "userfaultfd(%x)", flags);
	return fd;
}

#endif
