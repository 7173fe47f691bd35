// SPDX-License-Identifier: GPL-2.0-or-later
/* semop() that waits ends with EIDRM when the set is removed, and with EINTR when a signal is caught. */
#include "tst_test.h"
#include "tst_safe_sysv_ipc.h"

static const struct {
	int value, change, is_removal, err;
	const char *name;
} rows[] = {
	{1, 0, 1, EIDRM, "waiting for zero, set removed"},
	{0, -1, 1, EIDRM, "waiting for a decrement, set removed"},
	{1, 0, 0, EINTR, "waiting for zero, SIGHUP caught"},
	{0, -1, 0, EINTR, "waiting for a decrement, SIGHUP caught"},
};

static int id = -1;
static volatile sig_atomic_t caught;

static void on_signal(int sig)
{
	(void)sig;
	caught++;
}

TST_CHILD(waiter)
{
	const int nr = tst_args_int(args, 1);
	struct sembuf op = {.sem_op = rows[nr].change};

	SAFE_SIGNAL(SIGHUP, on_signal);
	TST_CHECKPOINT_WAKE(0);
	TST_EXP_FAIL(semop(tst_args_int(args, 0), &op, 1), rows[nr].err, "semop(): %s", rows[nr].name);
	TST_EXP_EQ_LI(caught, !rows[nr].is_removal);
}

static void remove_set(void)
{
	if (id >= 0)
		SAFE_SEMCTL(id, 0, IPC_RMID);
	id = -1;
}

static void run(unsigned int nr)
{
	pid_t pid;

	id = SAFE_SEMGET(GETIPCKEY(), 1, IPC_CREAT | IPC_EXCL | 0600);
	SAFE_SEMCTL(id, 0, SETVAL, rows[nr].value);
	pid = tst_spawn(waiter, tst_arg_int(id), tst_arg_int(nr));
	TST_CHECKPOINT_WAIT(0);
	TST_PROCESS_STATE_WAIT(pid, 'S', 5000);
	if (rows[nr].is_removal)
		remove_set();
	else
		SAFE_KILL(pid, SIGHUP);
	TST_EXP_EXITED(pid, 0);
	remove_set();
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.cleanup = remove_set,
	.needs_checkpoints = 1,
};
