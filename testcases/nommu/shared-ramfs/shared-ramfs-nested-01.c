// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A process may map a part of what it has mapped shared already. Both are in its list, and when it is gone
 * nothing holds the file.
 */
#include "../figures.h"

#define PAGES 4

TST_CHILD(mapper)
{
	size_t page = FIG_PAGE;
	int fd = tst_args_fd(args, 0);
	char *all = SAFE_MMAP(NULL, PAGES * page, FIG_RW, MAP_SHARED, fd, 0);
	char *one = SAFE_MMAP(NULL, page, FIG_RW, MAP_SHARED, fd, page);

	TST_EXP_EXPR(one == all + page, "page 1 is at %p, expected %p", one, all + page);
	TST_EXP_EXPR(fig_has(FIG_SELF, all, PAGES * page, "rw-S"), "/proc/self/maps has the 4 pages");
	TST_EXP_EXPR(fig_has(FIG_SELF, one, page, "rw-S"), "and has page 1");
	one[0] = 'n';
	TST_EXP_EXPR(all[page] == 'n' && fig_byte(fd, page) == 'n', "both and the file have the same content");
}

static void run(void)
{
	int fd = fig_ramfs_file("file", PAGES), regions = fig_lines(FIG_REGIONS);
	pid_t pid = tst_spawn(mapper, tst_arg_fd(fd));

	TST_EXP_EXITED(pid, 0, "the process that maps");
	/* the results so far get out before a kernel that has freed the mapping twice finds out */
	usleep(20000);
	TST_EXP_PASS(ftruncate(fd, 0), "the file can be made shorter");
	TST_EXP_EQ_LI(fig_lines(FIG_REGIONS), regions);
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
	.forks_child = 1,
};
