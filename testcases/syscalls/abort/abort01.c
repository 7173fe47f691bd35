// SPDX-License-Identifier: GPL-2.0-or-later
/* abort() ends a process by SIGABRT and with a core file, and its parent's wait() gives just this child. */
#include "tst_test.h"

TST_CHILD(aborting)
{
	struct rlimit unlimited = {RLIM_INFINITY, RLIM_INFINITY};

	SAFE_SETRLIMIT(RLIMIT_CORE, &unlimited);
	abort();
}

static void run(void)
{
	const pid_t pid = tst_spawn(aborting);
	int status;

	TST_EXP_VAL(wait(&status), pid, "wait() for the child that aborts");
	TST_EXP_EXPR(WIFSIGNALED(status) && WCOREDUMP(status), "it left a core file (%s, status 0x%x)",
		     tst_strstatus(status), status);
	TST_EXP_EXPR(WTERMSIG(status) == SIGABRT && SIGABRT == SIGIOT, "killed by SIGABRT, alias SIGIOT (%s)",
		     tst_strstatus(status));
	TST_EXP_FAIL2(wait(&status), ECHILD, "wait() once more");
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
	.save_restore = (const struct tst_path_val[]){
		{"/proc/sys/kernel/core_pattern", "core", TST_SR_TCONF},
		{}
	},
};
