// SPDX-License-Identifier: GPL-2.0-or-later
/* Flags and attributes of files (linux/fs.h), with what is younger than the kernel's headers. */
#ifndef LAPI_FS_H
#define LAPI_FS_H

#include <limits.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/user.h>
#include <unistd.h>
#include <linux/fs.h>

#include "lapi/abisize.h"
#include "lapi/syscalls.h"

#ifndef FS_COMPR_FL
#define FS_COMPR_FL 0x00000004
#endif
#ifndef FS_IMMUTABLE_FL
#define FS_IMMUTABLE_FL 0x00000010
#endif
#ifndef FS_APPEND_FL
#define FS_APPEND_FL 0x00000020
#endif
#ifndef FS_NODUMP_FL
#define FS_NODUMP_FL 0x00000040
#endif
#ifndef FS_VERITY_FL
#define FS_VERITY_FL 0x00100000
#endif
#ifndef FS_XFLAG_REALTIME
#define FS_XFLAG_REALTIME 0x00000001
#endif
#ifndef FS_XFLAG_IMMUTABLE
#define FS_XFLAG_IMMUTABLE 0x00000008
#endif
#ifndef FS_XFLAG_APPEND
#define FS_XFLAG_APPEND 0x00000010
#endif
#ifndef FS_XFLAG_NODUMP
#define FS_XFLAG_NODUMP 0x00000080
#endif
#ifndef FS_XFLAG_COWEXTSIZE
#define FS_XFLAG_COWEXTSIZE 0x00010000
#endif
#ifndef FS_XFLAG_EXTSIZE
#define FS_XFLAG_EXTSIZE 0x00000800
#endif

/* linux/fs.h of 6.17. Its marker tells whether the host's headers have it. */
#ifndef FILE_ATTR_SIZE_VER0
#define FILE_ATTR_SIZE_VER0 24
#define FILE_ATTR_SIZE_LATEST FILE_ATTR_SIZE_VER0
struct file_attr {
	uint64_t fa_xflags;
	uint32_t fa_extsize;
	uint32_t fa_nextents;
	uint32_t fa_projid;
	uint32_t fa_cowextsize;
};
#endif

/* linux/fs.h of 6.17: what a block device can do for the integrity of its data. */
#ifndef LBMD_PI_CAP_INTEGRITY
#define LBMD_PI_CAP_INTEGRITY (1 << 0)
#define LBMD_PI_CAP_REFTAG (1 << 1)
#define LBMD_PI_CSUM_NONE 0
#define LBMD_PI_CSUM_IP 1
#define LBMD_PI_CSUM_CRC16_T10DIF 2
#define LBMD_PI_CSUM_CRC64_NVME 4
#define LBMD_SIZE_VER0 16
struct logical_block_metadata_cap {
	uint32_t lbmd_flags;
	uint16_t lbmd_interval;
	uint8_t lbmd_size;
	uint8_t lbmd_opaque_size;
	uint8_t lbmd_opaque_offset;
	uint8_t lbmd_pi_size;
	uint8_t lbmd_pi_offset;
	uint8_t lbmd_guard_tag_type;
	uint8_t lbmd_app_tag_size;
	uint8_t lbmd_ref_tag_size;
	uint8_t lbmd_storage_tag_size;
	uint8_t pad;
};
#define FS_IOC_GETLBMD_CAP _IOWR(0x15, 2, struct logical_block_metadata_cap)
#endif

static inline int file_getattr(int dfd, const char *filename, struct file_attr *ufattr,
			       size_t usize, unsigned int at_flags)
{
	return tst_syscall(__NR_file_getattr, dfd, filename, ufattr, usize, at_flags);
}

static inline int file_setattr(int dfd, const char *filename, struct file_attr *ufattr,
			       size_t usize, unsigned int at_flags)
{
	return tst_syscall(__NR_file_setattr, dfd, filename, ufattr, usize, at_flags);
}

/* The largest offset that a file can have. */
static inline long long tst_max_lfs_filesize(void)
{
	long long limit = LONG_MAX;

	if (sizeof(long) == 4)
		limit = (long long)ULONG_MAX * getpagesize() / 2;
	return limit;
}

#endif
