// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * nanosleep() that a caught signal ends tells the time that remains; a second nanosleep() of that much
 * ends in time. The child is a program of its own, so it sets its handler itself.
 */
#include "elapsed.h"

#define BEFORE_SIGNAL_US 500000
#define TOLERANCE (250 * MILLISECOND)

static const struct timespec request = {2, 0};

static void on_signal(int sig)
{
	(void)sig;
}

TST_CHILD(sleeper)
{
	struct timespec remaining = {-1, -1};
	long long start, elapsed, off;

	SAFE_SIGNAL(SIGINT, on_signal);
	TST_CHECKPOINT_WAKE(0);
	start = now_ns();
	TST_EXP_FAIL(nanosleep(&request, &remaining), EINTR,
		     "nanosleep() of %lld ns with SIGINT", to_ns(request));
	elapsed = now_ns() - start;
	off = to_ns(remaining) - (to_ns(request) - elapsed);
	TST_EXP_EXPR(off > -TOLERANCE && off < TOLERANCE,
		     "after %lld ns there remain %lld ns: off by %lld ns, at most %lld", elapsed,
		     to_ns(remaining), off, TOLERANCE);

	start = now_ns();
	TST_EXP_PASS(nanosleep(&remaining, NULL), "nanosleep() of the %lld ns that remain", to_ns(remaining));
	off = now_ns() - start - to_ns(remaining);
	TST_EXP_EXPR(off >= 0 && off < TOLERANCE,
		     "it took 0 to %lld ns more than that: %lld ns", TOLERANCE, off);
}

static void run(void)
{
	pid_t pid = tst_spawn(sleeper);

	TST_CHECKPOINT_WAIT(0);
	usleep(BEFORE_SIGNAL_US);
	SAFE_KILL(pid, SIGINT);
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
	.needs_checkpoints = 1,
};
