// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * setpgid() of a child that has made a session of its own gives EPERM, of one that has executed a program
 * EACCES.
 */
#include "tst_test.h"

TST_CHILD(session_leader)
{
	SAFE_SETSID();
	TST_CHECKPOINT_WAKE(0);
	pause();
}

static void end(pid_t pid)
{
	SAFE_KILL(pid, SIGKILL);
	SAFE_WAITPID(pid, NULL, 0);
}

static void own_session(void)
{
	pid_t pid = tst_spawn(session_leader);

	TST_CHECKPOINT_WAIT(0);
	TST_EXP_FAIL(setpgid(pid, getpgrp()), EPERM, "setpgid() of a child with a session of its own");
	end(pid);
}

static void executed(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		execl("/bin/sleep", "sleep", "100", NULL);
		tst_brk(TBROK | TERRNO, "cannot execute sleep");
	}
	TST_PROCESS_STATE_WAIT(pid, 'S', 5000);
	TST_EXP_FAIL(setpgid(pid, getpgrp()), EACCES, "setpgid() of a child that has executed a program");
	end(pid);
}

static void run(unsigned int nr)
{
	if (nr == 0)
		own_session();
	else
		executed();
}

static struct tst_test test = {
	.tcnt = 2,
	.test = run,
	.needs_checkpoints = 1,
};
