// SPDX-License-Identifier: GPL-2.0-or-later
/* Signals 1 to 13 that a child ignores do nothing to it, except SIGKILL, which cannot be ignored. */
#include "tst_test.h"

#define LAST 13
#define READY 0 /* checkpoint */

static volatile sig_atomic_t may_end;

static void on_child(int sig)
{
	(void)sig;
	may_end = 1;
}

TST_CHILD(ignorer)
{
	const int sig = tst_args_int(args, 0);
	const struct sigaction ignore = {.sa_handler = SIG_IGN};
	sigset_t block, before;

	SAFE_SIGEMPTYSET(&block);
	SAFE_SIGADDSET(&block, SIGCHLD);
	SAFE_SIGPROCMASK(SIG_BLOCK, &block, &before);
	SAFE_SIGNAL(SIGCHLD, on_child);
	if (sig == SIGKILL)
		TST_EXP_FAIL(sigaction(sig, &ignore, NULL), EINVAL, "sigaction(SIGKILL, SIG_IGN)");
	else
		SAFE_SIGACTION(sig, &ignore, NULL);
	TST_CHECKPOINT_WAKE(READY);
	while (!may_end)
		sigsuspend(&before);
}

static void run(unsigned int nr)
{
	const int sig = nr + 1;
	pid_t pid = tst_spawn(ignorer, tst_arg_int(sig));

	TST_CHECKPOINT_WAIT(READY);
	SAFE_KILL(pid, sig);
	SAFE_KILL(pid, SIGCHLD);
	if (sig == SIGKILL)
		TST_EXP_KILLED(pid, SIGKILL, "child sent SIGKILL");
	else
		TST_EXP_EXITED(pid, 0, "child that ignores %s, sent it and then SIGCHLD", tst_strsig(sig));
}

static struct tst_test test = {
	.tcnt = LAST,
	.test = run,
	.needs_checkpoints = 1,
};
