// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Memory is common without an MMU and mappings are not: a process cannot unmap or resize what another one has
 * mapped, though its stores get there.
 */
#include "../figures.h"

#define PAGES 2

TST_CHILD(stranger)
{
	size_t len = PAGES * FIG_PAGE;
	volatile char *mem = (volatile char *)(unsigned long)tst_args_int(args, 0);

	TST_EXP_FAIL(munmap((void *)mem, len), EINVAL, "munmap of the parent's mapping");
	TST_EXP_FAIL(munmap((void *)mem, FIG_PAGE), EINVAL, "munmap of its first page");
	TST_EXP_FAIL2(syscall(SYS_mremap, mem, len, FIG_PAGE, 0, NULL), EINVAL, "mremap of it");
	TST_EXP_EXPR(mem[0] == 'p', "the child reads the parent's data: '%c'", mem[0]);
	mem[1] = 'c';
}

static void run(void)
{
	size_t len = PAGES * FIG_PAGE;
	char *mem = SAFE_MMAP(NULL, len, FIG_RW, FIG_ANON, -1, 0);
	pid_t pid;

	memset(mem, 'p', len);
	pid = tst_spawn(stranger, tst_arg_int((unsigned long)mem));
	TST_EXP_EXITED(pid, 0, "the other process");
	TST_EXP_EXPR(mem[1] == 'c', "the parent sees the child's store: '%c'", mem[1]);
	mem[1] = 'p';
	TST_EXP_EXPR(fig_has(FIG_SELF, mem, len, "rw-p") && fig_not(mem, len, 'p') == -1,
		     "the parent's mapping is as it was");
	TST_EXP_PASS(munmap(mem, len), "munmap by its owner");
}

static struct tst_test test = {
	.test_all = run,
	.forks_child = 1,
};
