// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A mapping that mremap() has made smaller is gone after munmap() of what is left: nothing of it stays in the
 * process's list, its memory is free, and the end of the process does not free it again. With slab debugging
 * (slab_debug on the kernel's command line) the rounds also find what is freed twice without harm.
 */
#include "../figures.h"

#define ROUNDS 1000
#define MANY 16

static char *shrunk(void)
{
	char *mem = SAFE_MMAP(NULL, 3 * FIG_PAGE, FIG_RW, FIG_ANON, -1, 0);

	if (syscall(SYS_mremap, mem, 3 * FIG_PAGE, FIG_PAGE, 0, NULL) != (long)mem)
		tst_brk(TBROK | TERRNO, "mremap to one page");
	return mem;
}

TST_CHILD(once)
{
	int lines = fig_lines(FIG_SELF);
	long copy;
	char *mem;

	fig_settle();
	copy = fig_mmap_copy();
	mem = shrunk();
	TST_EXP_PASS(munmap(mem, FIG_PAGE), "munmap of the page that is left");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	TST_EXP_EQ_LI(fig_lines(FIG_SELF), lines);
	for (int i = 0; i < MANY; i++)
		memset(SAFE_MMAP(NULL, FIG_PAGE, FIG_RW, FIG_ANON, -1, 0), i, FIG_PAGE);
	TST_EXP_EQ_LI(fig_lines(FIG_SELF), lines + MANY);
}

TST_CHILD(rounds)
{
	int bad = 0;

	for (int i = 0; i < ROUNDS; i++)
		bad += munmap(shrunk(), FIG_PAGE) != 0;
	TST_EXP_EXPR(bad == 0, "%d of %d rounds of mremap and munmap", ROUNDS - bad, ROUNDS);
}

static void run(void)
{
	const char *log;
	long copy;
	pid_t pid;

	fig_log_clear();
	pid = tst_spawn(once);
	TST_EXP_EXITED(pid, 0, "the process that maps once");
	copy = fig_mmap_copy();
	pid = tst_spawn(rounds);
	TST_EXP_EXITED(pid, 0, "the process that maps %d times", ROUNDS);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	log = fig_log();
	TST_EXP_EXPR(!strstr(log, "WARNING:") && !strstr(log, "BUG"), "the kernel's log has no report");
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_root = 1,
	.forks_child = 1,
};
