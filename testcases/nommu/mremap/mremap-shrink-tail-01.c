// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * munmap() of the end of a mapping that mremap() has made smaller: one mapping stays, its own munmap takes it
 * away, and what mremap() had cut off is not the process's to unmap.
 */
#include "../figures.h"

TST_CHILD(mapper)
{
	size_t page = FIG_PAGE;
	struct fig_map map;
	int lines = fig_lines(FIG_SELF);
	long copy;
	char *mem;

	fig_settle();
	copy = fig_mmap_copy();
	mem = SAFE_MMAP(NULL, 6 * page, FIG_RW, FIG_ANON, -1, 0);
	memset(mem, 'm', 6 * page);
	TST_EXP_VAL(syscall(SYS_mremap, mem, 6 * page, 4 * page, 0, NULL), (long)mem, "mremap from 6 pages to 4");
	TST_EXP_FAIL(munmap(mem + 4 * page, 2 * page), EINVAL, "munmap of the pages cut off");
	TST_EXP_PASS(munmap(mem + 3 * page, page), "munmap of the last page that is left");
	TST_EXP_EQ_LI(fig_find(FIG_SELF, mem, &map), 1);
	TST_EXP_EQ_LU(map.end - map.start, 3 * page);
	TST_EXP_EXPR(fig_not(mem, 3 * page, 'm') == -1, "the other 3 pages have their content");
	TST_EXP_PASS(munmap(mem, 3 * page), "munmap of the rest");
	TST_EXP_EQ_LI(fig_lines(FIG_SELF), lines);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
}

static void run(void)
{
	pid_t pid = tst_spawn(mapper);

	TST_EXP_EXITED(pid, 0, "the process that maps");
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.forks_child = 1,
};
