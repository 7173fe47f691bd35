// SPDX-License-Identifier: GPL-2.0-or-later
/* File systems: what a path lies on, what the kernel knows, filling. */
#include "lib.h"

#include <mntent.h>

static const struct {
	long magic;
	const char *name;
} types[] = {
	{TST_BTRFS_MAGIC, "BTRFS"},
	{TST_NFS_MAGIC, "NFS"},
	{TST_RAMFS_MAGIC, "RAMFS"},
	{TST_TMPFS_MAGIC, "TMPFS"},
	{TST_V9FS_MAGIC, "9P"},
	{TST_XFS_MAGIC, "XFS"},
	{TST_EXT234_MAGIC, "EXT2/EXT3/EXT4"},
	{TST_MINIX_MAGIC, "MINIX"},
	{TST_OVERLAYFS_MAGIC, "OVERLAYFS"},
	{TST_FUSE_MAGIC, "FUSE"},
	{TST_VFAT_MAGIC, "VFAT"},
};

long tst_fs_type(const char *path)
{
	struct statfs st;

	SAFE_STATFS(path, &st);
	return st.f_type;
}

const char *tst_fs_type_name(long f_type)
{
	for (size_t i = 0; i < ARRAY_SIZE(types); i++) {
		if (types[i].magic == f_type)
			return types[i].name;
	}
	return "unknown";
}

int tst_fs_in_skiplist(const char *fs_type, const char *const *skiplist)
{
	for (; skiplist && *skiplist; skiplist++) {
		if (strcmp(fs_type, *skiplist) == 0)
			return 1;
	}
	return 0;
}

int tst_fs_is_known(const char *fs_type)
{
	FILE *file = fopen("/proc/filesystems", "r");
	char line[128];
	int known = 0;

	while (file && fgets(line, sizeof(line), file)) {
		char *name = line + strcspn(line, "\t") + 1;

		name[strcspn(name, "\n")] = '\0';
		known = known || strcmp(name, fs_type) == 0;
	}
	if (file)
		fclose(file);
	return known;
}

enum tst_fs_impl tst_fs_is_supported(const char *fs_type)
{
	char mkfs[64];

	snprintf(mkfs, sizeof(mkfs), "mkfs.%s", fs_type);
	if (!tst_fs_is_known(fs_type) || (strcmp(fs_type, "tmpfs") != 0 && !tst_cmd_present(mkfs)))
		return TST_FS_UNSUPPORTED;
	return TST_FS_KERNEL;
}

/*
 * Without an MMU what is called tmpfs is ramfs: no limit, no options, no extended attributes. It stands for nothing, and is
 * taken only when LTP_SINGLE_FS_TYPE names it.
 */
const char **tst_get_supported_fs_types(const char *const *skiplist)
{
	static const char *const known[] = {"ext2", "ext3", "ext4", "xfs", "btrfs", "vfat", "exfat", "tmpfs"};
	static const char *found[ARRAY_SIZE(known) + 1];
	const char *single = getenv("LTP_SINGLE_FS_TYPE");
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_SIZE(known); i++) {
		if (single ? strcmp(known[i], single) != 0 : strcmp(known[i], "tmpfs") == 0 && tst_kernel_is_nommu())
			continue;
		if (!tst_fs_in_skiplist(known[i], skiplist) && tst_fs_is_supported(known[i]))
			found[count++] = known[i];
	}
	found[count] = NULL;
	return found;
}

void tst_mkfs_(const char *file, int line, const char *dev, const char *fs_type, const char *const fs_opts[],
	       const char *const extra_opts[])
{
	const bool options = (fs_opts && *fs_opts) || (extra_opts && *extra_opts);
	const char *argv[32] = {NULL};
	char mkfs[64];
	size_t at = 0;

	snprintf(mkfs, sizeof(mkfs), "mkfs.%s", fs_type);
	argv[at++] = mkfs;
	for (; fs_opts && *fs_opts && at < 16; fs_opts++)
		argv[at++] = *fs_opts;
	argv[at++] = dev;
	for (; extra_opts && *extra_opts && at < 30; extra_opts++)
		argv[at++] = *extra_opts;
	if (!tst_cmd_present(mkfs))
		tst_brk_(file, line, TCONF, "there is no %s", mkfs);
	tst_clear_device(dev);
	if (tst_cmd(argv, "/dev/null", NULL, TST_CMD_PASS_RETVAL) == 0)
		return;
	/* The guest's mkfs has few options. */
	tst_brk_(file, line, options ? TCONF : TBROK, "%s%s %s failed", mkfs,
		 options ? " with the test's options on" : "", dev);
}

int tst_fill_fd(int fd, char pattern, size_t bs, size_t bcount)
{
	char *block = SAFE_MALLOC(bs);
	int ret = 0;

	memset(block, pattern, bs);
	for (size_t i = 0; i < bcount && ret == 0; i++)
		ret = write(fd, block, bs) == (ssize_t)bs ? 0 : -1;
	free(block);
	return ret;
}

int tst_fill_file(const char *path, char pattern, size_t bs, size_t bcount)
{
	int fd = open(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR), ret;

	if (fd < 0)
		return -1;
	ret = tst_fill_fd(fd, pattern, bs, bcount);
	if (close(fd) < 0)
		ret = -1;
	if (ret < 0 && S_ISREG(({ struct stat st = {0}; (void)!stat(path, &st); st.st_mode; })))
		unlink(path);
	return ret;
}

int tst_prealloc_file(const char *path, size_t bs, size_t bcount)
{
	int fd = open(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR), ret;

	if (fd < 0)
		return -1;
	ret = tst_prealloc_size_fd(fd, bs, bcount);
	if (close(fd) < 0)
		ret = -1;
	if (ret < 0)
		unlink(path);
	return ret;
}

int tst_fs_has_free(const char *path, unsigned int size, unsigned int mult)
{
	struct statfs st;

	SAFE_STATFS(path, &st);
	return st.f_bavail > ((uint64_t)st.f_bsize - 1 + (uint64_t)mult * size) / st.f_bsize;
}

/* How many of the flags ("nodev", "ro" …) the mount has on which path lies. */
int tst_path_has_mnt_flags(const char *path, const char *flags[])
{
	struct mntent *entry;
	char here[PATH_MAX], best_options[512] = "";
	size_t best = 0;
	int count = 0;
	FILE *file;

	if (!path)
		path = tst_tmpdir_path();
	if (!realpath(path, here))
		return -1;
	file = setmntent("/proc/mounts", "r");
	while (file && (entry = getmntent(file))) {
		size_t len = strlen(entry->mnt_dir);

		if (strncmp(entry->mnt_dir, here, len) != 0 || len < best || (here[len] && here[len] != '/' && len > 1))
			continue;
		best = len;
		snprintf(best_options, sizeof(best_options), ",%s,", entry->mnt_opts);
	}
	if (file)
		endmntent(file);
	for (; *flags; flags++) {
		char wanted[64];

		snprintf(wanted, sizeof(wanted), ",%s,", *flags);
		count += strstr(best_options, wanted) != NULL;
	}
	return count;
}
