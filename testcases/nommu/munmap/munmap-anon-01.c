// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * munmap() of a part of an anonymous mapping: what is left stands in /proc/self/maps with its content, the
 * pages given back are free for others, and the process's end gives back the rest.
 */
#include "../figures.h"

#define MOST 2000
#define HOLE 16

static char *mem;

/* How many of the pages are given to new mappings of one page each. */
static int reused(const char *hole, int pages)
{
	int found = 0;

	for (int i = 0; i < MOST && found < pages; i++) {
		char *one = mmap(NULL, FIG_PAGE, FIG_RW, FIG_ANON, -1, 0);

		if (one == MAP_FAILED)
			break;
		found += one >= hole && one < hole + pages * FIG_PAGE;
	}
	return found;
}

TST_CHILD(cutter)
{
	size_t page = FIG_PAGE;
	long copy;

	fig_settle();
	copy = fig_mmap_copy();
	mem = SAFE_MMAP(NULL, 6 * page, FIG_RW, FIG_ANON, -1, 0);
	for (int i = 0; i < 6; i++)
		memset(mem + i * page, 'a' + i, page);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy + 6);

	TST_EXP_PASS(munmap(mem, page), "munmap of the first page");
	TST_EXP_EXPR(fig_has(FIG_SELF, mem + page, 5 * page, "rw-p"), "the mapping begins a page later");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy + 5);

	TST_EXP_PASS(munmap(mem + 5 * page, page), "munmap of the last page");
	TST_EXP_EXPR(fig_has(FIG_SELF, mem + page, 4 * page, "rw-p"), "the mapping ends a page earlier");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy + 4);

	TST_EXP_PASS(munmap(mem + 2 * page, page), "munmap of a page in the middle");
	TST_EXP_EXPR(fig_has(FIG_SELF, mem + page, page, "rw-p"), "a mapping of one page below the hole");
	TST_EXP_EXPR(fig_has(FIG_SELF, mem + 3 * page, 2 * page, "rw-p"), "and one of two pages above it");
	TST_EXP_EXPR(fig_has(FIG_REGIONS, mem + page, page, NULL) &&
			     fig_has(FIG_REGIONS, mem + 3 * page, 2 * page, NULL),
		     "/proc/maps has the same two");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy + 3);

	for (int i = 1; i < 5; i++)
		if (i != 2)
			TST_EXP_EXPR(fig_not(mem + i * page, page, 'a' + i) == -1, "page %d has its content", i);
}

TST_CHILD(giver)
{
	char *big = SAFE_MMAP(NULL, (HOLE + 2) * FIG_PAGE, FIG_RW, FIG_ANON, -1, 0);
	int again;

	TST_EXP_PASS(munmap(big + FIG_PAGE, HOLE * FIG_PAGE), "munmap of %d pages in the middle", HOLE);
	again = reused(big + FIG_PAGE, HOLE);
	TST_EXP_EXPR(again >= HOLE / 2, "%d of them are given to new mappings (the kernel itself may take a few)",
		     again);
}

TST_CHILD(nobody)
{
}

static void run(void)
{
	pid_t pid = tst_spawn(nobody);
	long copy;

	/* what the library allocates for its first child stays */
	SAFE_WAITPID(pid, NULL, 0);
	copy = fig_mmap_copy();
	pid = tst_spawn(cutter);
	TST_EXP_EXITED(pid, 0, "the process with the mapping");
	pid = tst_spawn(giver);
	TST_EXP_EXITED(pid, 0, "the process that gives pages back");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.forks_child = 1,
};
