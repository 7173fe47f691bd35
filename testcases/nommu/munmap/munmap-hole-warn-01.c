// SPDX-License-Identifier: GPL-2.0-or-later
/* munmap() in the middle of a mapping, at many places, is no reason for the kernel to complain. */
#include "../figures.h"

#define PAGES 10
#define HOLE 2
#define ROUNDS 50

/* A hole in a new mapping at this page; true when all of it went well. */
static int hole(int at)
{
	size_t page = FIG_PAGE;
	char *mem = SAFE_MMAP(NULL, PAGES * page, FIG_RW, FIG_ANON, -1, 0);

	return munmap(mem + at * page, HOLE * page) == 0 && fig_has(FIG_SELF, mem, at * page, "rw-p") &&
	       fig_has(FIG_SELF, mem + (at + HOLE) * page, (PAGES - at - HOLE) * page, "rw-p");
}

static int warnings(void)
{
	int found = 0;

	for (const char *at = fig_log(); (at = strstr(at, "WARNING:")) != NULL; at++)
		found++;
	return found;
}

TST_CHILD(cutter)
{
	int lines, good = 0;

	fig_log_clear();
	TST_EXP_EXPR(hole(4), "munmap of 2 pages in the middle: /proc/self/maps has both sides");
	TST_EXP_EQ_LI(warnings(), 0);
	lines = fig_lines(FIG_SELF);
	for (int i = 0; i < ROUNDS; i++)
		good += hole(1 + i % (PAGES - HOLE - 1));
	TST_EXP_EQ_LI(good, ROUNDS);
	TST_EXP_EQ_LI(fig_lines(FIG_SELF), lines + 2 * ROUNDS);
	TST_EXP_EQ_LI(warnings(), 0);
}

static void run(void)
{
	pid_t pid = tst_spawn(cutter);

	TST_EXP_EXITED(pid, 0, "the process that makes holes");
}

static struct tst_test test = {
	.test_all = run,
	.needs_root = 1,
	.forks_child = 1,
};
