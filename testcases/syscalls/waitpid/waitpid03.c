// SPDX-License-Identifier: GPL-2.0-or-later
/* Of 24 children that got SIGTERM, waitpid() gives the one asked for, and that once only. */
#include "tst_test.h"

#define CHILDREN 24
#define CHOSEN 12

TST_CHILD(sleeper)
{
	TST_CHECKPOINT_WAKE(0);
	for (;;)
		pause();
}

static void run(void)
{
	pid_t pid[CHILDREN];

	for (int i = 0; i < CHILDREN; i++) {
		pid[i] = tst_spawn(sleeper);
		TST_CHECKPOINT_WAIT(0);
	}
	for (int i = 0; i < CHILDREN; i++)
		SAFE_KILL(pid[i], SIGTERM);
	TST_EXP_VAL(waitpid(pid[CHOSEN], NULL, 0), pid[CHOSEN], "waitpid() for child %d of %d", CHOSEN,
		    CHILDREN);
	TST_EXP_FAIL2(waitpid(pid[CHOSEN], NULL, 0), ECHILD, "waitpid() for it again");
	for (int i = 0; i < CHILDREN; i++) {
		if (i != CHOSEN)
			SAFE_WAITPID(pid[i], NULL, 0);
	}
}

static struct tst_test test = {
	.test_all = run,
	.needs_checkpoints = 1,
};
