// SPDX-License-Identifier: GPL-2.0-or-later
/* execve() by nobody of root's program of mode 0700 gives EACCES; root can execute it. */
#include "tst_test.h"

#define PROGRAM "program"

static char *const argv[] = {"true", NULL};
static uid_t nobody;

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETEUID(nobody);
		TST_EXP_FAIL(execve(PROGRAM, argv, environ), EACCES, "execve() by nobody");
	}
	TST_EXP_EXITED(pid, 0, "child of user nobody");
	TST_VFORK(pid) {
		execve(PROGRAM, argv, environ);
		tst_brk(TBROK | TERRNO, "execve() by root");
	}
	TST_EXP_EXITED(pid, 0, "program executed by root");
}

static void setup(void)
{
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	SAFE_CP("/bin/busybox", PROGRAM);
	SAFE_CHMOD(PROGRAM, 0700);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
