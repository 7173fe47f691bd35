// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * clone() without CLONE_VM but with a stack: the memory is common, but the child's list of mappings is its
 * own, empty at first, and what it maps goes with it.
 */
#define _GNU_SOURCE
#include <sched.h>
#include "../tiny.h"

static char stack[16384] __attribute__((aligned(16)));
static volatile int step, stored;
static volatile long unmapped, mapped;
static char *own;
static const char *exec_argv[] = {"program", NULL}, *exec_envp[] = {NULL};

#define RAW(nr, a, b, c, d, e, f) raw_syscall(nr, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))

static void until(int wanted)
{
	while (step < wanted)
		RAW(SYS_sched_yield, 0, 0, 0, 0, 0, 0);
}

static int child(void *arg)
{
	(void)arg;
	stored = 42;
	step = 1;
	until(2);
	unmapped = RAW(SYS_munmap, own, FIG_PAGE, 0, 0, 0, 0);
	mapped = RAW(SYS_mmap, 0, 3 * 4096, FIG_RW, FIG_ANON, -1, 0);
	step = 3;
	until(4);
	RAW(SYS_exit_group, 7, 0, 0, 0, 0, 0);
	return 0;
}

static int short_child(void *arg)
{
	(void)arg;
	RAW(SYS_mmap, 0, 4096, FIG_RW, FIG_ANON, -1, 0);
	RAW(SYS_exit_group, 5, 0, 0, 0, 0, 0);
	return 0;
}

static int exec_child(void *arg)
{
	(void)arg;
	RAW(SYS_exit_group, -RAW(SYS_execve, "./program", exec_argv, exec_envp, 0, 0, 0), 0, 0, 0, 0, 0);
	return 0;
}

static pid_t start(int (*func)(void *))
{
	pid_t pid = clone(func, stack + sizeof(stack), SIGCHLD, NULL);

	if (pid < 0)
		tst_brk(TFAIL | TERRNO, "clone(SIGCHLD) with a stack");
	return pid;
}

static void run(void)
{
	static char exe[PATH_MAX], mine[PATH_MAX];
	int good = 0, status, got, regions;
	long copy;
	pid_t pid;

	own = SAFE_MMAP(NULL, FIG_PAGE, FIG_RW, FIG_ANON, -1, 0);
	tiny_settle();
	fig_settle();
	copy = fig_mmap_copy();
	regions = fig_lines(FIG_REGIONS);
	step = 0;
	pid = start(child);
	until(1);
	TST_EXP_EQ_LI(stored, 42);
	TST_EXP_EQ_LI(fig_lines(tiny_proc(pid, "maps")), 0);
	got = readlink(tiny_proc(pid, "exe"), exe, sizeof(exe) - 1);
	exe[MAX(got, 0)] = '\0';
	got = readlink("/proc/self/exe", mine, sizeof(mine) - 1);
	mine[MAX(got, 0)] = '\0';
	TST_EXP_EQ_STR(exe, mine);
	step = 2;
	until(3);
	TST_EXP_EXPR(unmapped == -EINVAL, "child's munmap of the parent's page: expected -EINVAL, got %ld", unmapped);
	TST_EXP_EXPR(fig_has(FIG_SELF, own, FIG_PAGE, "rw-p"), "the parent still has it");
	TST_EXP_EXPR(mapped > 0 && fig_has(tiny_proc(pid, "maps"), (void *)mapped, 3 * FIG_PAGE, "rw-p"),
		     "the child's maps have what it mapped");
	TST_EXP_EXPR(!fig_has(FIG_SELF, (void *)mapped, 3 * FIG_PAGE, NULL), "the parent's maps have it not");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy + 3);
	step = 4;
	TST_EXP_EXITED(pid, 7, "the child");
	TST_EXP_EXPR(!fig_has(FIG_REGIONS, (void *)mapped, 3 * FIG_PAGE, NULL), "the region has gone with the child");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);

	pid = start(exec_child);
	SAFE_WAITPID(pid, &status, 0);
	TST_EXP_EXPR(WIFEXITED(status) && WEXITSTATUS(status) == TINY_CODE, "child that runs a program: it %s, expected %d",
		     tst_strstatus(status), TINY_CODE);
	for (int i = 0; i < 200; i++) {
		SAFE_WAITPID(start(short_child), &status, 0);
		good += WIFEXITED(status) && WEXITSTATUS(status) == 5;
	}
	TST_EXP_EQ_LI(good, 200);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	TST_EXP_EQ_LI(fig_lines(FIG_REGIONS), regions);
}

static void setup(void)
{
	struct tiny tiny;

	tiny_init(&tiny);
	tiny_write("program", &tiny);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
