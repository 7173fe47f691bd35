// SPDX-License-Identifier: GPL-2.0-or-later
/* The function of a clone()'s child may return: that ends the child, without a SIGSEGV. */
#include "own_stack.h"

#define SEEN 33

static int child(void *arg)
{
	(void)arg;
	return 0;
}

static void on_fault(int sig)
{
	(void)sig;
	_exit(SEEN);
}

static void run(unsigned int nr)
{
	pid_t pid;

	/* The child takes the handler over. */
	SAFE_SIGNAL(SIGSEGV, on_fault);
	pid = clone_own_stack(child, memories[nr].flags | SIGCHLD);
	TST_EXP_EXITED(pid, 0, "%s: child, whose code after a SIGSEGV would be %d", memories[nr].name, SEEN);
	SAFE_SIGNAL(SIGSEGV, SIG_DFL);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(memories),
	.test = run,
};
