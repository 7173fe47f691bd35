// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The second user of a region keeps no hold of the file when it has unmapped: open files are as many as
 * before, and the file system can be unmounted when the first one is gone too.
 */
#include <sys/mount.h>
#include "../figures.h"

#define PAGES 4
#define ROUNDS 1000
#define DIR "mnt"
#define NAME DIR "/file"

static int mounted;

TST_CHILD(owner)
{
	int fd = SAFE_OPEN(NAME, O_RDWR);

	SAFE_MMAP(NULL, PAGES * FIG_PAGE, FIG_RW, MAP_SHARED, fd, 0);
	SAFE_CLOSE(fd);
	TST_CHECKPOINT_WAKE_AND_WAIT(0);
}

static void run(void)
{
	size_t len = PAGES * FIG_PAGE;
	int fd, bad = 0;
	long files;
	pid_t pid;

	close(fig_ramfs_file(NAME, PAGES));
	pid = tst_spawn(owner);
	TST_CHECKPOINT_WAIT(0);
	files = fig_files();
	for (int i = 0; i < ROUNDS; i++) {
		char *mem;

		fd = SAFE_OPEN(NAME, O_RDWR);
		mem = mmap(NULL, len, FIG_RW, MAP_SHARED, fd, 0);
		close(fd);
		bad += mem == MAP_FAILED || mem[0] != 'a' || munmap(mem, len);
	}
	TST_EXP_EXPR(bad == 0, "%d of %d rounds of a second mapping and its munmap", ROUNDS - bad, ROUNDS);
	TST_EXP_EQ_LI(fig_files(), files);
	TST_EXP_FAIL(umount(DIR), EBUSY, "umount with the first mapping there");
	TST_CHECKPOINT_WAKE(0);
	TST_EXP_EXITED(pid, 0, "the process with the first mapping");
	TST_EXP_PASS(umount(DIR), "umount with nothing left");
	mounted = !TST_PASS;
}

static void setup(void)
{
	SAFE_MKDIR(DIR, 0755);
	SAFE_MOUNT("none", DIR, "ramfs", 0, NULL);
	mounted = 1;
}

static void cleanup(void)
{
	if (mounted)
		umount2(DIR, MNT_DETACH);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
	.needs_tmpdir = 1,
	.forks_child = 1,
	.needs_checkpoints = 1,
};
