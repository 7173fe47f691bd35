// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sighold() and sigrelse(): a child holds every signal that can be held; sent once each by the parent, none is handled
 * until the child releases it, and then exactly once.
 */
#include "tst_test.h"

#define HELD 0 /* checkpoint */

static volatile sig_atomic_t count[NSIG];

static void on_signal(int sig)
{
	count[sig]++;
}

/* The C library keeps 32 to 34 for itself; the others cannot be held, stop or continue the child, or have a use here. */
static int is_tested(int sig)
{
	switch (sig) {
	case SIGKILL:
	case SIGSTOP:
	case SIGTSTP:
	case SIGCONT:
	case SIGALRM:
	case SIGTTIN:
	case SIGTTOU:
	case 32 ... 34:
		return 0;
	default:
		return sig > 0 && sig < NSIG;
	}
}

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

TST_CHILD(holder)
{
	int tested = 0, held = 0, early = 0, released = 0, handled = 0;

	for (int sig = 1; sig < NSIG; sig++) {
		if (!is_tested(sig))
			continue;
		tested++;
		SAFE_SIGNAL(sig, on_signal);
		TEST(sighold(sig));
		held += TST_RET == 0;
		if (TST_RET != 0)
			tst_res(TINFO | TTERRNO, "sighold(%s %d)", tst_strsig(sig), sig);
	}
	TST_EXP_EQ_LI(held, tested);
	TST_CHECKPOINT_WAKE_AND_WAIT(HELD);
	for (int sig = 1; sig < NSIG; sig++)
		early += count[sig];
	TST_EXP_EXPR(early == 0, "of %d signals sent while held none was handled (%d)", tested, early);
	for (int sig = 1; sig < NSIG; sig++) {
		if (!is_tested(sig))
			continue;
		TEST(sigrelse(sig));
		released += TST_RET == 0;
		handled += count[sig] == 1;
		if (TST_RET != 0 || count[sig] != 1)
			tst_res(TINFO | TTERRNO, "sigrelse(%s %d) returned %ld, handled %d times", tst_strsig(sig), sig,
				TST_RET, count[sig]);
	}
	TST_EXP_EQ_LI(released, tested);
	TST_EXP_EXPR(handled == tested, "of %d signals %d were handled exactly once on release", tested, handled);
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
