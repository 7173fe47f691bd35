// SPDX-License-Identifier: GPL-2.0-or-later
/* A loop device over a file, its file system and its mount: made by the library process, known to all by the shared area. */
#include "lib.h"

#include <linux/loop.h>
#include <mntent.h>

static struct tst_device device;
struct tst_device *tst_device;

#define DEFAULT_SIZE_MB 16

bool device_wanted(void)
{
	return tst_test->needs_device || tst_test->format_device || tst_test->mount_device ||
	       tst_test->all_filesystems || tst_test->needs_rofs || tst_test->needs_devfs || tst_test->needs_overlay;
}

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

int tst_clear_device(const char *dev)
{
	return tst_fill_file(dev, 0, 4096, 64);
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

static void mount_it(const char *source, const char *type, unsigned long flags, const void *data)
{
	SAFE_MOUNT(source, tst_test->mntpoint, type, flags, data);
	lib.shared->device.mounted = 1;
}

void device_prepare(const struct tst_fs *fs)
{
	const unsigned int size = MAX(tst_test->dev_min_size, (unsigned int)DEFAULT_SIZE_MB);
	const char *path;

	if (tst_test->mntpoint && mkdir(tst_test->mntpoint, 0777) < 0 && errno != EEXIST)
		tst_brk(TBROK | TERRNO, "mkdir(%s)", tst_test->mntpoint);
	if (tst_test->needs_rofs && !tst_test->needs_device && !tst_test->format_device && !tst_test->mount_device) {
		mount_it("ltp-nommu", "tmpfs", 0, NULL);
		SAFE_MOUNT("ltp-nommu", tst_test->mntpoint, "tmpfs", MS_REMOUNT | MS_RDONLY, NULL);
		return;
	}
	if (tst_test->needs_devfs) {
		mount_it("ltp-nommu", "tmpfs", 0, NULL);
		return;
	}
	if (fs && strcmp(fs->type, "tmpfs") == 0) {
		copy_text(lib.shared->device.fs_type, sizeof(lib.shared->device.fs_type), fs->type);
		if (tst_test->mount_device)
			mount_it("ltp-nommu", "tmpfs", fs->mnt_flags, fs->mnt_data);
		return;
	}
	path = tst_acquire_loop_device(size, "test_dev.img");
	if (!path)
		tst_brk(TCONF | TERRNO, "no loop device");
	copy_text(lib.shared->device.path, sizeof(lib.shared->device.path), path);
	copy_text(lib.shared->device.fs_type, sizeof(lib.shared->device.fs_type), fs ? fs->type : "ext2");
	lib.shared->device.size_mb = size;
	if (tst_test->format_device || tst_test->mount_device)
		tst_mkfs_(__FILE__, __LINE__, path, lib.shared->device.fs_type, fs ? fs->mkfs_opts : NULL, NULL);
	if (tst_test->mount_device)
		mount_it(path, lib.shared->device.fs_type, fs ? fs->mnt_flags : 0, fs ? fs->mnt_data : NULL);
}

void device_release(void)
{
	if (!lib.shared)
		return;
	if (tst_test->mntpoint && tst_is_mounted(tst_test->mntpoint) && tst_umount(tst_test->mntpoint) < 0)
		tst_res(TWARN | TERRNO, "cannot unmount %s", tst_test->mntpoint);
	lib.shared->device.mounted = 0;
	if (lib.shared->device.path[0] && tst_detach_device(lib.shared->device.path))
		tst_res(TWARN | TERRNO, "cannot release %s", lib.shared->device.path);
	lib.shared->device.path[0] = lib.shared->device.fs_type[0] = '\0';
}

/* In the test process and children. */
void device_attach(void)
{
	if (!lib.shared->device.fs_type[0])
		return;
	device = (struct tst_device){
		.dev = lib.shared->device.path,
		.fs_type = lib.shared->device.fs_type,
		.is_mounted = lib.shared->device.mounted,
		.size = lib.shared->device.size_mb,
	};
	tst_device = &device;
}
