// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * setsid() fails with EPERM while a process is left in the group that carries the caller's number, even when the caller
 * has moved to another group.
 *
 *   leader   makes a group of its own
 *   caller   makes a group too, starts the spinner in it, joins the leader's group, calls setsid()
 *   spinner  stays in the caller's old group until it is killed
 */
#include "tst_test.h"

TST_CHILD(spinner)
{
	TST_CHECKPOINT_WAKE(0);
	for (;;)
		sched_yield();
}

TST_CHILD(caller)
{
	pid_t pid;

	SAFE_SETPGID(0, 0);
	pid = tst_spawn(spinner);
	TST_CHECKPOINT_WAIT(0);
	TST_EXP_PASS(setpgid(0, getppid()), "setpgid(0, parent's group)");
	TST_EXP_FAIL2(setsid(), EPERM, "setsid() while a process is in the group with our number");
	SAFE_KILL(pid, SIGKILL);
	TST_EXP_KILLED(pid, SIGKILL, "spinning child");
}

TST_CHILD(leader)
{
	TST_EXP_PASS(setpgid(0, 0));
	TST_EXP_EXITED(tst_spawn(caller), 0, "caller");
}

static void run(void)
{
	TST_EXP_EXITED(tst_spawn(leader), 0, "leader");
}

static struct tst_test test = {
	.test_all = run,
	.needs_checkpoints = 1,
};
