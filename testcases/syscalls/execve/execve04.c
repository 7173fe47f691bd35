// SPDX-License-Identifier: GPL-2.0-or-later
/* execve() of a file that another process has open for writing gives ETXTBSY, until it is closed. */
#include "tst_test.h"

#define PROGRAM "program"

static char *const argv[] = {"true", NULL};

TST_CHILD(writer)
{
	SAFE_OPEN(PROGRAM, O_WRONLY);
	TST_CHECKPOINT_WAKE_AND_WAIT(0);
}

static void run(void)
{
	const pid_t holder = tst_spawn(writer);
	pid_t pid;

	TST_CHECKPOINT_WAIT(0);
	TST_VFORK(pid) {
		TST_EXP_FAIL(execve(PROGRAM, argv, environ), ETXTBSY,
			     "execve() of a file that is open for writing");
	}
	TST_EXP_EXITED(pid, 0, "child that calls execve()");
	TST_CHECKPOINT_WAKE(0);
	TST_EXP_EXITED(holder, 0, "child with the file open");
	TST_VFORK(pid) {
		execve(PROGRAM, argv, environ);
		tst_brk(TBROK | TERRNO, "execve() of the closed file");
	}
	TST_EXP_EXITED(pid, 0, "program executed when it is closed");
}

static void setup(void)
{
	SAFE_CP("/bin/busybox", PROGRAM);
	SAFE_CHMOD(PROGRAM, 0755);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
	.needs_checkpoints = 1,
};
