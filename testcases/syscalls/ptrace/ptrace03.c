// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Errors of ptrace(): attaching to init and to nobody, and being traced twice. Kernels up to 2.6.25 let
 * nobody attach to init, later ones let root: so EPERM is expected for another user, and success for root.
 */
#include "tst_test.h"

#include <sys/ptrace.h>

#define INIT 1
#define NO_PID 999999

static uid_t nobody;

static void init_as_nobody(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETRESUID(nobody, nobody, nobody);
		TST_EXP_FAIL(ptrace(PTRACE_ATTACH, INIT, NULL, NULL), EPERM,
			     "PTRACE_ATTACH to init as nobody");
	}
	TST_EXP_EXITED(pid, 0);
}

static void init_as_root(void)
{
	int status;

	TST_EXP_PASS(ptrace(PTRACE_ATTACH, INIT, NULL, NULL), "PTRACE_ATTACH to init as root");
	if (!TST_PASS)
		return;
	SAFE_WAITPID(INIT, &status, __WALL);
	TST_EXP_EXPR(WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP, "init is stopped by SIGSTOP: %s",
		     tst_strstatus(status));
	SAFE_PTRACE(PTRACE_DETACH, INIT, NULL, NULL);
}

static void run(void)
{
	pid_t pid;

	init_as_nobody();
	init_as_root();
	TST_EXP_FAIL(ptrace(PTRACE_ATTACH, NO_PID, NULL, NULL), ESRCH, "PTRACE_ATTACH to pid %d", NO_PID);

	TST_VFORK(pid) {
		TST_EXP_PASS(ptrace(PTRACE_TRACEME, 0, NULL, NULL), "PTRACE_TRACEME in a child");
		TST_EXP_FAIL(ptrace(PTRACE_TRACEME, 0, NULL, NULL), EPERM, "PTRACE_TRACEME once more");
	}
	TST_EXP_EXITED(pid, 0);
}

static void setup(void)
{
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
};
