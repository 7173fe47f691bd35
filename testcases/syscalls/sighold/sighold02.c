// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sighold(): a child with handlers holds every signal that can be held; the parent sends them all, and no
 * handler runs.
 */
#include "tst_test.h"

#define HELD 0 /* checkpoint */

static volatile sig_atomic_t count[NSIG];

static void on_signal(int sig)
{
	count[sig]++;
}

/* SIGCHLD and SIGALRM are the library's, SIGKILL and SIGSTOP cannot be held, 32 to 34 are the C library's. */
static int is_tested(int sig)
{
	switch (sig) {
	case SIGKILL:
	case SIGSTOP:
	case SIGCHLD:
	case SIGALRM:
	case 32 ... 34:
		return 0;
	default:
		return 1;
	}
}

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

static int hold_all(void)
{
	int tested = 0;

	for (int sig = 1; sig < NSIG; sig++) {
		if (!is_tested(sig))
			continue;
		tested++;
		SAFE_SIGNAL(sig, on_signal);
		TST_EXP_PASS(sighold(sig), "sighold(%s)", tst_strsig(sig));
	}
	return tested;
}

TST_CHILD(holder)
{
	int tested = hold_all(), handled = 0, pending = 0;
	sigset_t set;

	TST_CHECKPOINT_WAKE_AND_WAIT(HELD);
	sigpending(&set);
	for (int sig = 1; sig < NSIG; sig++) {
		handled += count[sig];
		pending += is_tested(sig) && sigismember(&set, sig);
	}
	TST_EXP_EXPR(handled == 0, "of %d signals sent while held none was handled (%d)", tested, handled);
	/* A stop signal takes back the pending SIGCONT. */
	TST_EXP_EXPR(pending == tested - 1, "all sent signals but SIGCONT are pending: %d, got %d",
		     tested - 1, pending);
}

static void run(void)
{
	pid_t pid = tst_spawn(holder);

	TST_CHECKPOINT_WAIT(HELD);
	for (int sig = 1; sig < NSIG; sig++) {
		if (is_tested(sig))
			SAFE_KILL(pid, sig);
	}
	TST_CHECKPOINT_WAKE(HELD);
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
	.needs_checkpoints = 1,
};
