// SPDX-License-Identifier: GPL-2.0-or-later
/* A process of user bin cannot send a signal to one of user nobody: EPERM, and the other one goes on. */
#include "tst_test.h"

static uid_t nobody, bin;

TST_CHILD(target)
{
	SAFE_SETUID(tst_args_int(args, 0));
	TST_CHECKPOINT_WAKE(0);
	for (;;)
		pause();
}

static void run(void)
{
	pid_t victim = tst_spawn(target, tst_arg_int(nobody)), pid;

	TST_CHECKPOINT_WAIT(0);
	TST_VFORK(pid) {
		SAFE_SETUID(bin);
		TST_EXP_FAIL(kill(victim, SIGKILL), EPERM, "kill() by user %u of a process of user %u", bin,
			     nobody);
	}
	TST_EXP_EXITED(pid, 0);
	TST_EXP_VAL(waitpid(victim, NULL, WNOHANG), 0, "waitpid(WNOHANG): the process is alive");
	SAFE_KILL(victim, SIGKILL);
	TST_EXP_KILLED(victim, SIGKILL, "by root afterwards");
}

static void setup(void)
{
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	bin = SAFE_GETPWNAM("bin")->pw_uid;
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_checkpoints = 1,
};
