// SPDX-License-Identifier: GPL-2.0-or-later
/* clone(SIGCHLD) with a stack of its own: wait() gives the process whose number clone() returned. */
#include "own_stack.h"

static int child(void *arg)
{
	(void)arg;
	return 0;
}

static void run(unsigned int nr)
{
	const pid_t pid = clone_own_stack(child, memories[nr].flags | SIGCHLD);
	int status = -1;

	TST_EXP_VAL(wait(&status), pid, "%s: wait() for the number from clone()", memories[nr].name);
	TST_EXP_EXPR(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%s: exit code 0 (%s)", memories[nr].name,
		     tst_strstatus(status));
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(memories),
	.test = run,
};
