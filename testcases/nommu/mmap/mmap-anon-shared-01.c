// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Shared anonymous memory is private memory under another name without an MMU: its letter is p, mremap()
 * takes it, and a vfork child's stores are seen because all memory is the parent's.
 */
#include "../figures.h"

static void run(void)
{
	size_t page = FIG_PAGE;
	volatile char *mem;
	pid_t pid;

	fig_dirty(2 * page, 4);
	mem = mmap(NULL, 2 * page, FIG_RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (mem == MAP_FAILED)
		tst_brk(TFAIL | TERRNO, "MAP_SHARED | MAP_ANONYMOUS must work");
	TST_EXP_EQ_LI(fig_not((void *)mem, 2 * page, 0), -1);
	TST_EXP_EXPR(fig_has(FIG_SELF, (void *)mem, 2 * page, "rw-p"),
		     "its letters in /proc/self/maps are rw-p");
	TST_EXP_EXPR(fig_has(FIG_REGIONS, (void *)mem, 2 * page, "rw-p"),
		     "its letters in /proc/maps are rw-p");

	TST_VFORK(pid)
		mem[page] = 'c';
	TST_EXP_EXITED(pid, 0, "the child that writes");
	TST_EXP_EQ_LI(mem[page], 'c');

	TESTPTR(mremap((void *)mem, 2 * page, page, 0));
	TST_EXP_EXPR(TST_RET_PTR == mem, "mremap to one page gives the same address, got %p (%s)",
		     TST_RET_PTR,
		     tst_strerrno(TST_ERR));
	/* back to the whole, so that the list of mappings and the block agree when it goes */
	TESTPTR(mremap((void *)mem, page, 2 * page, 0));
	TST_EXP_EXPR(TST_RET_PTR == mem, "mremap back to two pages gives it too, got %p (%s)", TST_RET_PTR,
		     tst_strerrno(TST_ERR));
	TST_EXP_PASS(munmap((void *)mem, 2 * page));
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.forks_child = 1,
};
