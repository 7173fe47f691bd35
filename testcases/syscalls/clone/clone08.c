// SPDX-License-Identifier: GPL-2.0-or-later
/* What single flags of clone() do: CLONE_PARENT, CLONE_CHILD_SETTID, CLONE_PARENT_SETTID, CLONE_THREAD. */
#include <linux/futex.h>
#include "own_stack.h"

static volatile pid_t seen;
static pid_t tid;

static int ask_parent(void *arg)
{
	(void)arg;
	seen = tst_raw_syscall(SYS_getppid);
	return 0;
}

/* Both in one: the own number, or -1 when it is not yet in tid. */
static int ask_self(void *arg)
{
	const pid_t pid = tst_raw_syscall(SYS_getpid);

	(void)arg;
	seen = *(volatile pid_t *)&tid == pid ? pid : -1;
	return 0;
}

static int ask_process(void *arg)
{
	(void)arg;
	seen = tst_raw_syscall(SYS_getpid);
	return 0;
}

/* A child makes a process that is its parent's. */
static void parent_flag(const struct memory *memory)
{
	volatile pid_t grandchild = 0, childs_parent = 0;
	pid_t pid;

	seen = 0;
	TST_VFORK(pid) {
		childs_parent = getppid();
		grandchild = clone_own_stack(ask_parent, memory->flags | CLONE_PARENT | SIGCHLD);
	}
	TST_EXP_EXITED(pid, 0, "CLONE_PARENT, %s: child", memory->name);
	TST_EXP_EXITED(grandchild, 0, "CLONE_PARENT, %s: child's child, waited for by us", memory->name);
	TST_EXP_EXPR(childs_parent == getpid() && seen == childs_parent,
		     "CLONE_PARENT, %s: getppid() of both: expected %d, got %d and %d", memory->name,
		     getpid(), childs_parent, seen);
}

static void child_settid(const struct memory *memory)
{
	pid_t pid;

	tid = seen = 0;
	pid = clone_own_stack(ask_self, memory->flags | CLONE_CHILD_SETTID | SIGCHLD, NULL, NULL, &tid);
	TST_EXP_EXITED(pid, 0, "CLONE_CHILD_SETTID, %s: child", memory->name);
	TST_EXP_EXPR(seen == pid, "CLONE_CHILD_SETTID, %s: number stored: expected %d, got %d (child saw %d)",
		     memory->name, pid, tid, seen);
}

static void parent_settid(const struct memory *memory)
{
	pid_t pid;

	tid = 0;
	pid = clone_own_stack(ask_process, memory->flags | CLONE_PARENT_SETTID | SIGCHLD, &tid);
	TST_EXP_EXPR(tid == pid, "CLONE_PARENT_SETTID, %s: number stored: expected %d, got %d", memory->name,
		     pid, tid);
	TST_EXP_EXITED(pid, 0, "CLONE_PARENT_SETTID, %s: child", memory->name);
}

static void thread(void)
{
	const int flags = CLONE_THREAD | CLONE_SIGHAND | CLONE_VM | CLONE_PARENT_SETTID |
			  CLONE_CHILD_CLEARTID;
	struct timespec limit = {5, 0};
	pid_t started, now;

	tid = seen = 0;
	started = clone_own_stack(ask_process, flags, &tid, NULL, &tid);
	while ((now = *(volatile pid_t *)&tid) != 0) {
		if (syscall(SYS_futex, &tid, FUTEX_WAIT, now, &limit) < 0 && errno == ETIMEDOUT)
			tst_brk(TBROK, "the thread does not end");
	}
	TST_EXP_EXPR(started != getpid() && seen == getpid(),
		     "CLONE_THREAD: getpid() of thread %d: expected %d, got %d", started, getpid(), seen);
}

static void run(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(memories); i++) {
		parent_flag(&memories[i]);
		child_settid(&memories[i]);
		parent_settid(&memories[i]);
	}
	tst_res(TCONF, "CLONE_STOPPED: Linux has it no more since 2.6.38, its bit is CLONE_NEWCGROUP");
	thread();
}

static struct tst_test test = {
	.test_all = run,
};
