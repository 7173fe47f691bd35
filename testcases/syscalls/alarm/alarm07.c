// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The SIGALRM of alarm() goes to the process that asked for it, once, and not to a child made after that. The
 * child is a program of its own: in memory that both share one could not tell whose handler has counted.
 */
#include "tst_test.h"

#define ALARM_S 1
#define WATCH_MS 1300

static volatile sig_atomic_t alarms;

static void on_alarm(int sig)
{
	(void)sig;
	alarms++;
}

/* Lets the whole time pass, signal or not. */
static void watch(void)
{
	struct timespec left = {WATCH_MS / 1000, WATCH_MS % 1000 * 1000000};

	while (nanosleep(&left, &left) < 0 && errno == EINTR)
		continue;
}

TST_CHILD(watcher)
{
	SAFE_SIGNAL(SIGALRM, on_alarm);
	watch();
	TST_EXP_EXPR(alarms == 0, "no SIGALRM in the child, got %d", (int)alarms);
}

static void run(void)
{
	pid_t pid;

	alarms = 0;
	SAFE_SIGNAL(SIGALRM, on_alarm);
	alarm(ALARM_S);
	pid = tst_spawn(watcher);
	watch();
	TST_EXP_EXITED(pid, 0);
	TST_EXP_EXPR(alarms == 1, "one SIGALRM in the parent, got %d", (int)alarms);
}

static struct tst_test test = {
	.test_all = run,
};
