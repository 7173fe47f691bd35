// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A page of anonymous memory comes with a line in both lists of mappings and with a page in MmapCopy, and
 * all three go with it.
 */
#include "../figures.h"

static void run(void)
{
	size_t page = FIG_PAGE;
	int own = fig_lines(FIG_SELF), regions = fig_lines(FIG_REGIONS);
	long copy = fig_mmap_copy();
	char *mem = mmap(NULL, page, FIG_RW, FIG_ANON, -1, 0);

	if (mem == MAP_FAILED)
		tst_brk(TFAIL | TERRNO, "mmap of an anonymous page must work");
	TST_EXP_EQ_LU((unsigned long)mem % page, 0);
	TST_EXP_EQ_LI(fig_not(mem, page, 0), -1);
	TST_EXP_EXPR(fig_has(FIG_SELF, mem, page, "rw-p"), "/proc/self/maps has rw-p for exactly that page");
	TST_EXP_EQ_LI(fig_lines(FIG_SELF), own + 1);
	TST_EXP_EXPR(fig_has(FIG_REGIONS, mem, page, "rw-p"), "/proc/maps has rw-p for exactly that page");
	TST_EXP_EQ_LI(fig_lines(FIG_REGIONS), regions + 1);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy + 1);

	TST_EXP_PASS(munmap(mem, page));
	TST_EXP_EXPR(!fig_has(FIG_SELF, mem, page, NULL), "the line of /proc/self/maps is gone");
	TST_EXP_EQ_LI(fig_lines(FIG_SELF), own);
	TST_EXP_EXPR(!fig_has(FIG_REGIONS, mem, page, NULL), "the line of /proc/maps is gone");
	TST_EXP_EQ_LI(fig_lines(FIG_REGIONS), regions);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
};
