// SPDX-License-Identifier: GPL-2.0-or-later
/* Block devices, loop devices over files, and what is mounted where. */
#include "lib.h"

#include <linux/loop.h>
#include <mntent.h>

int tst_find_free_loopdev(char *path, size_t path_len)
{
	int control = open("/dev/loop-control", O_RDWR | O_CLOEXEC), number;

	if (control < 0)
		return -1;
	number = ioctl(control, LOOP_CTL_GET_FREE);
	close(control);
	if (number >= 0 && path)
		snprintf(path, path_len, "/dev/loop%d", number);
	return number;
}

int tst_attach_device(const char *dev_path, const char *file_path)
{
	struct loop_info64 info = {0};
	int dev = open(dev_path, O_RDWR | O_CLOEXEC), file = open(file_path, O_RDWR | O_CLOEXEC), ret = -1;

	if (dev >= 0 && file >= 0 && ioctl(dev, LOOP_SET_FD, file) == 0) {
		copy_text((char *)info.lo_file_name, sizeof(info.lo_file_name), file_path);
		ret = ioctl(dev, LOOP_SET_STATUS64, &info);
	}
	if (file >= 0)
		close(file);
	if (dev >= 0)
		close(dev);
	return ret < 0 ? 1 : 0;
}

int tst_detach_device(const char *dev_path)
{
	int dev = open(dev_path, O_RDONLY | O_CLOEXEC), ret = -1;

	/* The last user may go a moment later. */
	for (int i = 0; dev >= 0 && ret < 0 && i < 50; i++) {
		ret = ioctl(dev, LOOP_CLR_FD, 0);
		if (ret < 0 && errno == ENXIO)
			ret = 0;
		else if (ret < 0)
			usleep(10000);
	}
	if (dev >= 0)
		close(dev);
	return ret < 0 ? 1 : 0;
}

const char *tst_acquire_loop_device(unsigned int size, const char *filename)
{
	static char path[64];
	int fd = SAFE_OPEN(filename, O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0600);

	/* A hole up to the last byte. ftruncate() of an empty file would want all its memory in one piece, without an MMU. */
	SAFE_PWRITE(1, fd, "", 1, size * TST_MB - 1);
	SAFE_CLOSE(fd);
	if (tst_find_free_loopdev(path, sizeof(path)) < 0 || tst_attach_device(path, filename))
		return NULL;
	return path;
}

/* One for the test beside its own; its file lies in the working directory. */
const char *tst_acquire_device_(unsigned int size)
{
	static unsigned int count;
	char name[32];
	const char *path;

	snprintf(name, sizeof(name), "acquired%u.img", count++);
	path = tst_acquire_loop_device(MAX(size, (unsigned int)DEVICE_SIZE_MB), name);
	if (!path)
		tst_brk(TCONF | TERRNO, "no loop device");
	return SAFE_STRDUP(path);
}

int tst_release_device(const char *dev)
{
	return tst_detach_device(dev);
}

/* Overwrites old signatures: some kinds of mkfs refuse a device that has one. */
int tst_clear_device(const char *dev)
{
	static const char zeros[4096];
	int fd = open(dev, O_WRONLY | O_CLOEXEC), ret = 0;

	for (int i = 0; fd >= 0 && i < 64 && ret == 0; i++)
		ret = write(fd, zeros, sizeof(zeros)) == (ssize_t)sizeof(zeros) ? 0 : -1;
	return fd < 0 || close(fd) < 0 ? -1 : ret;
}

uint64_t tst_get_device_size(const char *dev_path)
{
	uint64_t bytes = 0;
	int fd = SAFE_OPEN(dev_path, O_RDONLY | O_CLOEXEC);

	if (ioctl(fd, 0x80081272 /* BLKGETSIZE64 */, &bytes) < 0)
		tst_brk(TBROK | TERRNO, "the size of %s", dev_path);
	close(fd);
	return bytes / TST_MB;
}

int tst_dev_sync(int fd)
{
	return syscall(SYS_syncfs, fd);
}

int tst_dev_block_size(const char *path)
{
	int size = 512, fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd >= 0) {
		ioctl(fd, 0x1268 /* BLKSSZGET */, &size);
		close(fd);
	}
	return size;
}

/* The options of the mount whose mount point is `path` as the kernel lists it; false when there is none. */
static bool mount_options(const char *path, char *options, size_t size)
{
	char real[PATH_MAX];
	struct mntent *entry;
	FILE *file;
	bool found = false;

	if (!realpath(path, real))
		return false;
	file = setmntent("/proc/mounts", "r");
	while (file && (entry = getmntent(file))) {
		if (strcmp(entry->mnt_dir, real) != 0)
			continue;
		snprintf(options, size, ",%s,", entry->mnt_opts);
		found = true;
	}
	if (file)
		endmntent(file);
	return found;
}

int tst_is_mounted(const char *path)
{
	char options[512];

	return mount_options(path, options, sizeof(options));
}

int tst_is_mounted_ro(const char *path)
{
	char options[512];

	return mount_options(path, options, sizeof(options)) && strstr(options, ",ro,");
}

int tst_is_mounted_rw(const char *path)
{
	char options[512];

	return mount_options(path, options, sizeof(options)) && strstr(options, ",rw,");
}

int tst_is_mounted_at_tmpdir(const char *path)
{
	char full[2 * PATH_BYTES];

	snprintf(full, sizeof(full), "%s/%s", tst_tmpdir_path(), path);
	return tst_is_mounted(full);
}

int tst_umount(const char *path)
{
	int ret = -1;

	/* Something may still close its files: try for half a second. */
	for (int i = 0; i < 50; i++) {
		ret = umount(path);
		if (ret == 0 || errno != EBUSY)
			return ret;
		usleep(10000);
	}
	return ret;
}
