// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * nanosleep() that a caught signal ends gives EINTR. The child is a program of its own and sets its
 * handler itself.
 */
#include "elapsed.h"

static const struct timespec request = {5, 0};

static void on_signal(int sig)
{
	(void)sig;
}

TST_CHILD(sleeper)
{
	SAFE_SIGNAL(SIGINT, on_signal);
	TST_CHECKPOINT_WAKE(0);
	TST_EXP_FAIL(nanosleep(&request, NULL), EINTR, "nanosleep() of %lld ns with SIGINT", to_ns(request));
}

static void run(void)
{
	pid_t pid = tst_spawn(sleeper);

	TST_CHECKPOINT_WAIT(0);
	usleep(50000); /* from the checkpoint into nanosleep() */
	TST_PROCESS_STATE_WAIT(pid, 'S', 5000);
	SAFE_KILL(pid, SIGINT);
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
	.needs_checkpoints = 1,
};
