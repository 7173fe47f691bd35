// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What .needs_device, .format_device, .mount_device, .all_filesystems, .filesystems, .needs_rofs, .needs_devfs and
 * .needs_overlay ask for. The library process makes it before the test process starts, and takes it away after; the
 * other images read of it in the shared area.
 */
#include "lib.h"

static struct tst_device device;
struct tst_device *tst_device;

static bool block_device_wanted(void)
{
	return tst_test->needs_device || tst_test->format_device || tst_test->mount_device || tst_test->all_filesystems;
}

bool device_wanted(void)
{
	return block_device_wanted() || tst_test->needs_rofs || tst_test->needs_devfs || tst_test->needs_overlay;
}

static void mount_it(const char *source, const char *type, unsigned long flags, const void *data)
{
	SAFE_MOUNT(source, tst_test->mntpoint, type, flags, data);
	lib.shared->device.mounted = 1;
}

int tst_safe_mount_overlay(const char *file, int line, int strict)
{
	static const char *const dirs[] = {OVL_LOWER, OVL_UPPER, OVL_WORK, OVL_MNT};
	static const char options[] = "lowerdir=" OVL_LOWER ",upperdir=" OVL_UPPER ",workdir=" OVL_WORK;

	for (size_t i = 0; i < ARRAY_SIZE(dirs); i++) {
		if (mkdir(dirs[i], 0755) < 0 && errno != EEXIST)
			tst_brk_(file, line, TBROK | TERRNO, "mkdir(%s)", dirs[i]);
	}
	if (mount("overlay", OVL_MNT, "overlay", 0, options) == 0)
		return 0;
	if (!strict)
		tst_res_(file, line, TINFO | TERRNO, "mount() of an overlay");
	else if (errno == ENODEV)
		tst_brk_(file, line, TCONF, "the kernel has no overlay file system");
	else
		tst_brk_(file, line, TBROK | TERRNO, "mount() of an overlay");
	return -1;
}

static void mount_overlay(void)
{
	if (!tst_test->mount_device)
		tst_brk(TBROK, ".needs_overlay is nothing without .mount_device");
	if (!tst_fs_is_known("overlay"))
		tst_brk(TCONF, "the kernel has no overlay file system");
	SAFE_MOUNT_OVERLAY();
	lib.shared->device.overlay = 1;
}

/* A file system in memory in place of a device: read-only, or one on which device nodes work. */
static void prepare_memory(void)
{
	mount_it("ltp-nommu", "tmpfs", 0, NULL);
	if (tst_test->needs_rofs)
		SAFE_MOUNT("ltp-nommu", tst_test->mntpoint, "tmpfs", MS_REMOUNT | MS_RDONLY, NULL);
}

static void format(const char *path, const struct tst_fs *fs)
{
	const char *const size_opt[] = {fs->mkfs_size_opt, NULL};

	tst_mkfs_(__FILE__, __LINE__, path, fs->type, fs->mkfs_opts ? fs->mkfs_opts : tst_test->dev_fs_opts,
		  fs->mkfs_size_opt ? size_opt : tst_test->dev_extra_opts);
}

/*
 * MB. The file of a loop device is memory, as is the cache of its file system: half of what is free, up to what LTP has. It
 * takes memory only where it is written, so a test may ask for more.
 */
static unsigned int device_size(void)
{
	long long size = tst_available_mem() / 2 / (long long)TST_MB;

	size = MIN(MAX(size, (long long)DEVICE_SIZE_MB), 300LL);
	return MAX(tst_test->dev_min_size, (unsigned int)size);
}

static void prepare_device(const struct tst_fs *fs)
{
	const bool in_memory = strcmp(fs->type, "tmpfs") == 0;
	const unsigned int size = device_size();
	const char *path = in_memory ? "ltp-tmpfs" : tst_acquire_loop_device(size, "test_dev.img");

	if (!path)
		tst_brk(TCONF | TERRNO, "no loop device");
	copy_text(lib.shared->device.path, sizeof(lib.shared->device.path), path);
	copy_text(lib.shared->device.fs_type, sizeof(lib.shared->device.fs_type), fs->type);
	lib.shared->device.size_mb = size;
	if (!in_memory && (tst_test->format_device || tst_test->mount_device))
		format(path, fs);
	if (tst_test->mount_device) {
		mount_it(path, fs->type, fs->mnt_flags | tst_test->mnt_flags,
			 fs->mnt_data ? fs->mnt_data : tst_test->mnt_data);
		if (tst_test->needs_rofs)
			SAFE_MOUNT(path, tst_test->mntpoint, fs->type, MS_REMOUNT | MS_RDONLY, NULL);
	}
	if (tst_test->needs_overlay)
		mount_overlay();
}

static void device_prepare(const struct tst_fs *fs)
{
	if ((tst_test->mount_device || tst_test->needs_rofs || tst_test->needs_devfs) && !tst_test->mntpoint)
		tst_brk(TBROK, "what is mounted for the test needs a .mntpoint");
	if (block_device_wanted())
		prepare_device(fs);
	else
		prepare_memory();
}

static void unmount(const char *path)
{
	if (tst_umount(path) == 0)
		return;
	tst_res(TWARN | TERRNO, "cannot unmount %s", path);
	umount2(path, MNT_DETACH); /* so that the next file system finds the place free */
}

void device_release(void)
{
	const char *path;

	if (!lib.shared)
		return;
	path = lib.shared->device.path;
	if (lib.shared->device.overlay && tst_is_mounted(OVL_MNT))
		unmount(OVL_MNT);
	/* As often as it was mounted on: a test may have left one of its own there. */
	for (int i = 0; i < 4 && tst_test->mntpoint && device_wanted() && tst_is_mounted(tst_test->mntpoint); i++)
		unmount(tst_test->mntpoint);
	lib.shared->device.overlay = lib.shared->device.mounted = 0;
	if (path[0] == '/' && tst_detach_device(path))
		tst_res(TWARN | TERRNO, "cannot release %s", path);
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

/* --- which file systems ------------------------------------------------------------------------------------------- */

/* Of .filesystems the entry for this type, else what it says for all others: the entry without a type that ends it. */
static struct tst_fs described(const char *type)
{
	struct tst_fs fs = {.type = type};
	const struct tst_fs *entry = tst_test->filesystems;

	for (; entry && entry->type; entry++) {
		if (strcmp(entry->type, type) == 0)
			return *entry;
	}
	if (entry) {
		fs = *entry;
		fs.type = type;
	}
	return fs;
}

/* NULL, or why the test cannot run on it. */
static const char *obstacle(const struct tst_fs *fs)
{
	int v1, v2, v3;

	if (!tst_fs_is_known(fs->type))
		return "the kernel does not have it";
	if (!tst_fs_is_supported(fs->type))
		return "there is no mkfs for it";
	if (tst_fs_in_skiplist(fs->type, tst_test->skip_filesystems))
		return "the test leaves it out";
	if (fs->min_kver && !tst_parse_kver(fs->min_kver, &v1, &v2, &v3) && tst_kvercmp(v1, v2, v3) < 0)
		return "the kernel is too old";
	return NULL;
}

static bool run_on(const struct tst_fs *fs, void (*run)(void))
{
	const char *reason = obstacle(fs);

	if (reason) {
		tst_res(TINFO, "not on %s: %s", fs->type, reason);
		return false;
	}
	tst_res(TINFO, "on %s", fs->type);
	device_prepare(fs);
	run();
	device_release();
	return true;
}

static int run_on_all(void (*run)(void))
{
	const char **type = tst_get_supported_fs_types(tst_test->skip_filesystems);
	int runs = 0;

	for (; *type && !tap_bailed(); type++) {
		const struct tst_fs fs = described(*type);

		runs += run_on(&fs, run);
	}
	return runs;
}

static int run_on_named(void (*run)(void))
{
	int runs = 0;

	for (const struct tst_fs *fs = tst_test->filesystems; fs->type && !tap_bailed(); fs++)
		runs += run_on(fs, run);
	return runs;
}

/* Calls `run` once for each file system on which the test wants to run, and can. */
void run_on_devices(void (*run)(void))
{
	int runs = 1;

	if (tst_test->mntpoint && mkdir(tst_test->mntpoint, 0777) < 0 && errno != EEXIST)
		tst_brk(TBROK | TERRNO, "mkdir(%s)", tst_test->mntpoint);
	if (tst_test->all_filesystems) {
		runs = run_on_all(run);
	} else if (tst_test->filesystems && tst_test->filesystems->type) {
		runs = run_on_named(run);
	} else {
		const char *usual = getenv("LTP_DEV_FS_TYPE") ?: "ext2";
		const struct tst_fs fs = described(tst_test->dev_fs_type ? tst_test->dev_fs_type : usual);

		/* A test of a bare device wants no file system. */
		if ((tst_test->format_device || tst_test->mount_device) && obstacle(&fs))
			tst_brk(TCONF, "needs %s: %s", fs.type, obstacle(&fs));
		device_prepare(&fs);
		run();
		device_release();
	}
	if (runs == 0)
		tst_brk(TCONF, "none of the test's file systems can be had here");
}
