// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The disposition of SIGKILL cannot be changed: signal() gives EINVAL for a handler, SIG_IGN and SIG_DFL,
 * and the signal ends the process all the same.
 */
#include "tst_test.h"

static void handler(int sig)
{
	(void)sig;
}

static const struct {
	void (*disposition)(int);
	const char *name;
} rows[] = {
	{handler, "a handler"},
	{SIG_IGN, "SIG_IGN"},
	{SIG_DFL, "SIG_DFL"},
};

TST_CHILD(sleeper)
{
	unsigned int nr = tst_args_int(args, 0);

	TST_EXP_FAIL_PTR_VOID(signal(SIGKILL, rows[nr].disposition), EINVAL, "signal(SIGKILL, %s)",
			      rows[nr].name);
	TST_CHECKPOINT_WAKE(0);
	for (;;)
		pause();
}

static void run(unsigned int nr)
{
	pid_t pid = tst_spawn(sleeper, tst_arg_int(nr));

	TST_CHECKPOINT_WAIT(0);
	TST_PROCESS_STATE_WAIT(pid, 'S', 5000);
	SAFE_KILL(pid, SIGKILL);
	TST_EXP_KILLED(pid, SIGKILL, "SIGKILL after signal(SIGKILL, %s)", rows[nr].name);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.needs_checkpoints = 1,
};
