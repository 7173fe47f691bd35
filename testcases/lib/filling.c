// SPDX-License-Identifier: GPL-2.0-or-later
/* File systems brought to their limits, and what lies below a file. */
#include "lib.h"

#include <linux/fs.h>
#include <linux/loop.h>
#include <sys/quota.h>
#include <sys/sysmacros.h>

/* Something without a pattern, so that no file system stores it in less space; the same bytes in every run. */
static const char *random_block(size_t size)
{
	static char block[65536];
	uint32_t state = 0x2545f491;

	for (size_t i = 0; i < sizeof(block) && block[sizeof(block) - 1] == 0; i++) {
		state ^= state << 13;
		state ^= state >> 17;
		state ^= state << 5;
		block[i] = (char)(state | (i == sizeof(block) - 1));
	}
	return size <= sizeof(block) ? block : NULL;
}

/* Writes until it does not fit; the number of bytes written, or -1 when the call failed otherwise. */
static void fill_flat(int fd, size_t size)
{
	while (write(fd, random_block(size), size) > 0)
		;
	if (errno != ENOSPC && errno != EFBIG)
		tst_brk(TBROK | TERRNO, "filling a file system");
}

void tst_fill_fs(const char *path, int verbose, enum tst_fill_access_pattern pattern)
{
	const size_t size = pattern == TST_FILL_BLOCKS ? 4096 : 65536;
	const long type = tst_fs_type(path);
	bool full = false;

	if (tst_kernel_is_nommu() && (type == TST_RAMFS_MAGIC || type == TST_TMPFS_MAGIC))
		tst_brk(TCONF, "%s lies on a RAM file system, which without an MMU is full only with all memory", path);
	for (int i = 0; !full; i++) {
		char name[PATH_BYTES];
		struct statfs st;
		int fd;

		snprintf(name, sizeof(name), "%s/AOF_fill_%d", path, i);
		if (verbose)
			tst_res(TINFO, "filling %s", name);
		fd = open(name, O_WRONLY | O_CREAT, 0700);
		if (fd < 0 && errno != ENOSPC)
			tst_brk(TBROK | TERRNO, "open(%s)", name);
		if (fd < 0)
			break;
		fill_flat(fd, size);
		full = errno == ENOSPC;
		if (full)
			fill_flat(fd, 512); /* what is left behind the last large block */
		SAFE_FSYNC(fd);
		SAFE_CLOSE(fd);
		if (statfs(path, &st) == 0 && st.f_bavail == 0)
			full = true;
	}
}

#define LIMIT 65535

/* Makes one of `name` after another until EMLINK; their number, or 0 (and none left) when there is no such limit. */
static int fill_links(const char *dir, const char *first, bool subdirs)
{
	char name[PATH_BYTES];
	int made, reached = 0;

	for (made = 0; made < LIMIT && !reached; made++) {
		snprintf(name, sizeof(name), "%s/%s%d", dir, subdirs ? "testdir" : "testfile", made);
		if ((subdirs ? mkdir(name, 0755) : made == 0 ? 0 : link(first, name)) == 0)
			continue;
		if (errno != EMLINK && errno != ENOSPC && errno != EDQUOT)
			tst_brk(TBROK | TERRNO, "%s", name);
		if (errno != EMLINK)
			break;
		reached = made;
	}
	if (reached)
		return subdirs ? reached + 2 : reached;
	tst_res(TINFO, "%s: no limit of %s below %d", dir, subdirs ? "subdirectories" : "hard links", made);
	while (--made >= 0) {
		snprintf(name, sizeof(name), "%s/%s%d", dir, subdirs ? "testdir" : "testfile", made);
		if (subdirs)
			rmdir(name);
		else
			unlink(name);
	}
	return 0;
}

int tst_fs_fill_hardlinks(const char *dir)
{
	char first[PATH_BYTES];

	SAFE_MKDIR(dir, 0744);
	snprintf(first, sizeof(first), "%s/testfile0", dir);
	close(SAFE_CREAT(first, 0644));
	return fill_links(dir, first, false);
}

int tst_fs_fill_subdirs(const char *dir)
{
	const char *const skip[] = {"tmpfs", NULL};

	if (tst_fs_in_skiplist(tst_fs_type_name(tst_fs_type(".")), skip))
		return 0;
	SAFE_MKDIR(dir, 0744);
	return fill_links(dir, NULL, true);
}

int tst_dir_is_empty(const char *name, int verbose)
{
	DIR *dir = SAFE_OPENDIR(name);
	struct dirent *entry;
	int empty = 1;

	while ((entry = SAFE_READDIR(dir))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		empty = 0;
		if (verbose)
			tst_res(TINFO, "found %s in %s", entry->d_name, name);
	}
	SAFE_CLOSEDIR(dir);
	return empty;
}

int tst_prealloc_size_fd(int fd, size_t bs, size_t bcount)
{
	if (fallocate(fd, 0, 0, (off_t)(bs * bcount)) == 0)
		return 0;
	if (errno == ENOSPC)
		return -1;
	return tst_fill_fd(fd, 0, bs, bcount);
}

int tst_creat_unlinked(const char *path, int flags, mode_t mode)
{
	char name[PATH_BYTES];
	int fd;

	snprintf(name, sizeof(name), "%s/ltp_%s_%d", path, base_name(lib.shared ? lib.shared->exe : ""), getpid());
	fd = SAFE_OPEN(name, O_CREAT | O_EXCL | O_RDWR | flags, mode);
	SAFE_UNLINK(name);
	return fd;
}

/* --- quotas, extents ---------------------------------------------------------------------------------------------- */

int tst_check_quota_support(const char *device, int format, char *quotafile)
{
	if (quotactl(QCMD(Q_QUOTAON, USRQUOTA), device, format, quotafile) == 0) {
		quotactl(QCMD(Q_QUOTAOFF, USRQUOTA), device, 0, NULL);
		return 1;
	}
	return errno == ESRCH || errno == ENOSYS || errno == EINVAL || errno == EOPNOTSUPP ? 0 : -1;
}

void tst_require_quota_support_(const char *file, int line, const char *device, int format, char *quotafile)
{
	int support = tst_check_quota_support(device, format, quotafile);

	if (support < 0)
		tst_brk_(file, line, TBROK | TERRNO, "quotas of %s", device);
	if (support == 0)
		tst_brk_(file, line, TCONF, "the kernel or the file system of %s has no quotas", device);
}

int tst_fibmap(const char *filename)
{
	int fd = open(filename, O_RDWR | O_CREAT, 0666), block = 0, ret;

	if (fd < 0)
		return -1;
	ret = ioctl(fd, FIBMAP, &block);
	close(fd);
	return ret ? 1 : 0;
}

/* --- block devices ------------------------------------------------------------------------------------------------ */

int tst_detach_device_by_fd(const char *dev, int *dev_fd)
{
	int ret = ioctl(*dev_fd, LOOP_CLR_FD, 0);

	if (ret < 0)
		tst_res(TWARN | TERRNO, "cannot detach %s", dev);
	/* The last open descriptor keeps the file attached. */
	close(*dev_fd);
	*dev_fd = -1;
	return ret < 0;
}

unsigned long tst_dev_bytes_written(const char *dev)
{
	static unsigned long before;
	unsigned long sectors = 0, now = 0;
	char path[128];

	snprintf(path, sizeof(path), "/sys/block/%s/stat", base_name(dev));
	SAFE_FILE_SCANF(path, "%*s %*s %*s %*s %*s %*s %lu", &sectors);
	now = (sectors - before) * 512;
	before = sectors;
	return now;
}

void tst_find_backing_dev(const char *path, char *dev, size_t dev_size)
{
	char link_path[64], target[PATH_BYTES];
	struct stat st;
	ssize_t length;

	SAFE_STAT(path, &st);
	snprintf(link_path, sizeof(link_path), "/sys/dev/block/%u:%u", major(st.st_dev), minor(st.st_dev));
	length = readlink(link_path, target, sizeof(target) - 1);
	if (length < 0)
		tst_brk(TBROK | TERRNO, "%s lies on no block device", path);
	target[length] = '\0';
	snprintf(dev, dev_size, "/dev/%s", base_name(target));
	if (stat(dev, &st) < 0 || !S_ISBLK(st.st_mode))
		tst_brk(TCONF, "%s lies on %s, which is no block device", path, dev);
}
