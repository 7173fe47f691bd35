// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * kill(0, sig) reaches the caller's process group and nobody else: a child and a grandchild that stayed in the group
 * catch it, a child and a grandchild that left it do not.
 */
#include "tst_test.h"

enum { MEMBER, LEFT };
enum { READY, REPORT }; /* checkpoints */

static volatile sig_atomic_t caught;

static void on_signal(int sig)
{
	(void)sig;
	caught++;
}

/* Time for a signal that must not come, and limit for those that must. */
#define QUIET_MS 200
#define LIMIT_MS 10000

static void wait_and_report(const char *who, int group)
{
	TST_CHECKPOINT_WAKE(READY);
	TST_CHECKPOINT_WAIT(REPORT);
	for (int ms = 0; !caught && ms < (group == MEMBER ? LIMIT_MS : QUIET_MS); ms += 10)
		usleep(10000);
	if (group == MEMBER)
		TST_EXP_EXPR(caught == 1, "%s in the group caught SIGUSR1 once (%d times)", who, caught);
	else
		TST_EXP_EXPR(caught == 0, "%s in a group of its own did not catch SIGUSR1 (%d times)", who, caught);
}

static void enter(int group)
{
	SAFE_SIGNAL(SIGUSR1, on_signal);
	if (group == LEFT)
		SAFE_SETPGID(0, 0);
}

TST_CHILD(grandchild)
{
	const int group = tst_args_int(args, 0);

	enter(group);
	wait_and_report("grandchild", group);
}

TST_CHILD(child)
{
	const int group = tst_args_int(args, 0);

	enter(group);
	tst_spawn(grandchild, tst_arg_int(group));
	wait_and_report("child", group);
	tst_reap_children();
}

static void run(void)
{
	SAFE_SIGNAL(SIGUSR1, on_signal);
	tst_spawn(child, tst_arg_int(MEMBER));
	tst_spawn(child, tst_arg_int(LEFT));
	for (int i = 0; i < 4; i++)
		TST_CHECKPOINT_WAIT(READY);
	TST_EXP_PASS(kill(0, SIGUSR1));
	TST_CHECKPOINT_WAKE2(REPORT, 4);
	tst_reap_children();
}

static struct tst_test test = {
	.test_all = run,
	.needs_checkpoints = 1,
};
