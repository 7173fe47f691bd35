// SPDX-License-Identifier: GPL-2.0-or-later
/* File systems: magic numbers, what a path lies on, and filling it. */
#ifndef TST_FS_H
#define TST_FS_H

#include <stddef.h>
#include <sys/types.h>

#define TST_BTRFS_MAGIC 0x9123683E
#define TST_NFS_MAGIC 0x6969
#define TST_RAMFS_MAGIC 0x858458f6
#define TST_TMPFS_MAGIC 0x01021994
#define TST_V9FS_MAGIC 0x01021997
#define TST_XFS_MAGIC 0x58465342
#define TST_EXT2_OLD_MAGIC 0xEF51
#define TST_EXT234_MAGIC 0xEF53
#define TST_MINIX_MAGIC 0x137F
#define TST_MINIX_MAGIC2 0x138F
#define TST_MINIX2_MAGIC 0x2468
#define TST_MINIX2_MAGIC2 0x2478
#define TST_MINIX3_MAGIC 0x4D5A
#define TST_SYSV2_MAGIC 0x012FF7B6
#define TST_SYSV4_MAGIC 0x012FF7B5
#define TST_UFS_MAGIC 0x00011954
#define TST_UFS2_MAGIC 0x19540119
#define TST_F2FS_MAGIC 0xF2F52010
#define TST_NILFS_MAGIC 0x3434
#define TST_EXOFS_MAGIC 0x5DF5
#define TST_UDF_MAGIC 0x15013346
#define TST_OVERLAYFS_MAGIC 0x794c7630
#define TST_FUSE_MAGIC 0x65735546
#define TST_VFAT_MAGIC 0x4d44
#define TST_NTFS_MAGIC 0x5346544e
#define TST_EXFAT_MAGIC 0x2011BAB0UL
#define TST_BCACHEFS_MAGIC 0xca451a4e
#define TST_CGROUP_MAGIC 0x27e0eb
#define TST_CGROUP2_MAGIC 0x63677270
#define TST_F2FS_MAGIC 0xF2F52010
#define TST_NILFS_MAGIC 0x3434
#define TST_SYSV2_MAGIC 0x012FF7B6
#define TST_SYSV4_MAGIC 0x012FF7B5
#define TST_UFS_MAGIC 0x00011954
#define TST_UFS2_MAGIC 0x19540119
#define TST_EXOFS_MAGIC 0x5DF5
#define TST_MINIX_MAGIC2 0x138F
#define TST_MINIX2_MAGIC 0x2468
#define TST_MINIX2_MAGIC2 0x2478
#define TST_MINIX3_MAGIC 0x4D5A

enum { TST_BYTES = 1, TST_KBYTES = 1024, TST_MBYTES = 1048576, TST_GBYTES = 1073741824 };

enum tst_fs_impl {
	TST_FS_UNSUPPORTED = 0,
	TST_FS_KERNEL = 1,
	TST_FS_FUSE = 2,
};

/* Where .needs_overlay has the parts of its mount. */
#define OVL_BASE_MNTPOINT "mntpoint"
#define OVL_LOWER OVL_BASE_MNTPOINT "/lower"
#define OVL_UPPER OVL_BASE_MNTPOINT "/upper"
#define OVL_WORK OVL_BASE_MNTPOINT "/work"
#define OVL_MNT OVL_BASE_MNTPOINT "/ovl"

/*
 * In struct tst_test.filesystems, ended by an element without a type, which may hold flags and data for all file systems
 * that are not named.
 */
struct tst_fs {
	const char *type;
	const char *const *mkfs_opts;
	const char *mkfs_size_opt;
	const char *mkfs_ver;
	unsigned int mnt_flags;
	const void *mnt_data;
	const char *min_kver;
};

enum tst_fill_access_pattern { TST_FILL_BLOCKS, TST_FILL_RANDOM };

long tst_fs_type(const char *path);
const char *tst_fs_type_name(long f_type);
int tst_path_has_mnt_flags(const char *path, const char *flags[]);
int tst_fs_has_free(const char *path, unsigned int size, unsigned int mult);
int tst_fs_in_skiplist(const char *fs_type, const char *const *skiplist);
/* Whether the kernel lists it; whether that, and there is a mkfs for it. */
int tst_fs_is_known(const char *fs_type);
enum tst_fs_impl tst_fs_is_supported(const char *fs_type);
const char **tst_get_supported_fs_types(const char *const *skiplist);
/* 0, or -1 when the file cannot be written. Writes bcount blocks of bs bytes. */
int tst_fill_file(const char *path, char pattern, size_t bs, size_t bcount);
int tst_fill_fd(int fd, char pattern, size_t bs, size_t bcount);
int tst_prealloc_file(const char *path, size_t bs, size_t bcount);
int tst_prealloc_size_fd(int fd, size_t bs, size_t bcount);
int tst_get_path(const char *prog_name, char *buf, size_t buf_len);
/* Writes files until nothing fits any more. TCONF on a RAM file system: without an MMU it has no limit but all memory. */
void tst_fill_fs(const char *path, int verbose, enum tst_fill_access_pattern pattern);
/* Fills a new directory up to the limit of hard links or of subdirectories; the limit, or 0 where there is none. */
int tst_fs_fill_hardlinks(const char *dir);
int tst_fs_fill_subdirs(const char *dir);
int tst_dir_is_empty(const char *name, int verbose);
/* A file in the directory that has no name any more. */
int tst_creat_unlinked(const char *path, int flags, mode_t mode);
/* 1, 0 where quotas are not supported, -1 on another error. */
int tst_check_quota_support(const char *device, int format, char *quotafile);
#define tst_require_quota_support(dev, fmt, qfile) tst_require_quota_support_(__FILE__, __LINE__, (dev), (fmt), (qfile))
void tst_require_quota_support_(const char *file, int line, const char *device, int format, char *quotafile);
/* 0 when FIBMAP works there, 1 when not. */
int tst_fibmap(const char *filename);


/* The overlay of .needs_overlay, mounted by the test itself; 0 when it went well (SAFE_MOUNT_OVERLAY(): or TCONF, TBROK). */
#define TST_MOUNT_OVERLAY() (tst_safe_mount_overlay(__FILE__, __LINE__, 0) == 0)
int tst_safe_mount_overlay(const char *file, int line, int strict);

#define SAFE_MKFS(device, fs_type, fs_opts, extra_opts) \
	tst_mkfs_(__FILE__, __LINE__, device, fs_type, fs_opts, extra_opts)
#define tst_mkfs tst_mkfs_
void tst_mkfs_(const char *file, int line, const char *dev, const char *fs_type, const char *const fs_opts[],
	       const char *const extra_opts[]);

#endif
