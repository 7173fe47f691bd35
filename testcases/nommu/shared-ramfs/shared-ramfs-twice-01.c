// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A process may map a file shared twice: both mappings work, each has its munmap, and afterwards neither the
 * file nor its memory is held.
 */
#include "../figures.h"

#define ROUNDS 100
#define PAGES 4

static void map_twice(int fd, int *failed)
{
	size_t len = PAGES * FIG_PAGE;
	char *one = mmap(NULL, len, FIG_RW, MAP_SHARED, fd, 0), *two = mmap(NULL, len, FIG_RW, MAP_SHARED, fd,
									    0);

	failed[0] += one == MAP_FAILED || two == MAP_FAILED || (one[0] = 'm') != two[0];
	failed[1] += munmap(one, len) != 0;
	failed[2] += munmap(two, len) != 0;
	failed[3] += ftruncate(fd, 0) != 0;
}

TST_CHILD(mapper)
{
	int failed[4] = {0};

	for (int i = 0; i < ROUNDS; i++) {
		int fd = fig_ramfs_file("file", PAGES);

		map_twice(fd, failed);
		SAFE_UNLINK("file");
		SAFE_CLOSE(fd);
	}
	TST_EXP_EXPR(failed[0] == 0, "%d of %d: two mappings of the same memory", ROUNDS - failed[0], ROUNDS);
	TST_EXP_EXPR(failed[1] == 0, "%d of %d: the first munmap", ROUNDS - failed[1], ROUNDS);
	TST_EXP_EXPR(failed[2] == 0, "%d of %d: the second munmap", ROUNDS - failed[2], ROUNDS);
	TST_EXP_EXPR(failed[3] == 0, "%d of %d: ftruncate to 0 afterwards", ROUNDS - failed[3], ROUNDS);
}

TST_CHILD(nobody)
{
}

static void run(void)
{
	pid_t pid = tst_spawn(nobody);
	long unused, files;
	int regions;

	/* what the library allocates for its first child stays */
	SAFE_WAITPID(pid, NULL, 0);
	unused = fig_unused();
	files = fig_files();
	regions = fig_lines(FIG_REGIONS);
	pid = tst_spawn(mapper);
	TST_EXP_EXITED(pid, 0, "the process that maps");
	TST_EXP_EQ_LI(fig_files(), files);
	TST_EXP_EQ_LI(fig_lines(FIG_REGIONS), regions);
	TST_EXP_EQ_LI(fig_unused_again(unused), unused);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_root = 1,
	.needs_tmpdir = 1,
	.forks_child = 1,
};
