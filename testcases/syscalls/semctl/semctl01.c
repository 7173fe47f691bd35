// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * semctl() commands on a set of ten semaphores: status, mode, values of one and of all, the last process,
 * and how many processes wait for a semaphore to grow or to become zero.
 */
#include "tst_test.h"
#include "tst_safe_sysv_ipc.h"

#define SEMAPHORES 10
#define RAISED 2  /* a child raises it */
#define AWAITED 4 /* children wait for it */
#define WAITERS 5
#define ALL_VALUE 3
#define ONE_VALUE 2

union semun {
	int val;
	struct semid_ds *buf;
	unsigned short *array;
};

static int id = -1;

TST_CHILD(operator)
{
	struct sembuf op = {.sem_num = tst_args_int(args, 1), .sem_op = tst_args_int(args, 2)};

	SAFE_SEMOP(tst_args_int(args, 0), &op, 1);
}

static pid_t operate(int semaphore, int change)
{
	return tst_spawn(operator, tst_arg_int(id), tst_arg_int(semaphore), tst_arg_int(change));
}

/* The children get there one after the other; the count that stands in the end is the one that is checked. */
static void waiters(int change, int cmd, const char *name)
{
	pid_t pids[WAITERS];
	int count = 0;

	for (int i = 0; i < WAITERS; i++)
		pids[i] = operate(AWAITED, change);
	for (int ms = 0; ms < 5000 && (count = semctl(id, AWAITED, cmd)) != WAITERS; ms++)
		usleep(1000);
	TST_EXP_EXPR(count == WAITERS, "%s: %d processes wait, got %d", name, WAITERS, count);
	SAFE_SEMCTL(id, AWAITED, SETVAL, (union semun){.val = change < 0 ? WAITERS : 0});
	for (int i = 0; i < WAITERS; i++)
		TST_EXP_EXITED(pids[i], 0, "process that waited");
	TST_EXP_VAL(semctl(id, AWAITED, cmd), 0, "%s afterwards", name);
}

static void all_are(unsigned short wanted)
{
	unsigned short values[SEMAPHORES];
	int same = 0;

	memset(values, 0xff, sizeof(values));
	TST_EXP_PASS(semctl(id, 0, GETALL, (union semun){.array = values}));
	for (int i = 0; i < SEMAPHORES; i++)
		same += values[i] == wanted;
	TST_EXP_EXPR(same == SEMAPHORES, "%d of %d values are %hu", same, SEMAPHORES, wanted);
}

static void status(void)
{
	struct semid_ds ds = {};
	const union semun arg = {.buf = &ds};

	TST_EXP_PASS(semctl(id, 0, IPC_STAT, arg));
	TST_EXP_EQ_LU(ds.sem_nsems, SEMAPHORES);
	TST_EXP_EQ_LU(ds.sem_perm.mode & 0777, 0600);
	ds.sem_perm.mode = 0600 | 0066;
	TST_EXP_PASS(semctl(id, 0, IPC_SET, arg));
	ds = (struct semid_ds){};
	SAFE_SEMCTL(id, 0, IPC_STAT, arg);
	TST_EXP_EQ_LU(ds.sem_perm.mode & 0777, 0666);
}

static void last_process(void)
{
	pid_t pid = operate(RAISED, 1);

	TST_EXP_EXITED(pid, 0, "process that raised semaphore 2");
	TST_EXP_VAL(semctl(id, RAISED, GETPID), pid);
	TST_EXP_VAL(semctl(id, RAISED, GETVAL), 1);
}

static void set_values(void)
{
	unsigned short values[SEMAPHORES];

	for (int i = 0; i < SEMAPHORES; i++)
		values[i] = ALL_VALUE;
	TST_EXP_PASS(semctl(id, 0, SETALL, (union semun){.array = values}));
	all_are(ALL_VALUE);
	TST_EXP_PASS(semctl(id, AWAITED, SETVAL, (union semun){.val = ONE_VALUE}));
	TST_EXP_VAL(semctl(id, AWAITED, GETVAL), ONE_VALUE);
}

static void removal(void)
{
	struct sembuf op = {.sem_num = 0, .sem_op = 1};

	TST_EXP_PASS(semctl(id, 0, IPC_RMID));
	TST_EXP_FAIL(semop(id, &op, 1), EINVAL, "semop() on the removed set");
	id = -1;
}

static void run(void)
{
	id = SAFE_SEMGET(GETIPCKEY(), SEMAPHORES, IPC_CREAT | IPC_EXCL | 0600);
	status();
	all_are(0);
	waiters(-1, GETNCNT, "GETNCNT");
	last_process();
	SAFE_SEMCTL(id, AWAITED, SETVAL, (union semun){.val = 1});
	waiters(0, GETZCNT, "GETZCNT");
	set_values();
	removal();
}

static void cleanup(void)
{
	if (id >= 0)
		SAFE_SEMCTL(id, 0, IPC_RMID);
}

static struct tst_test test = {
	.test_all = run,
	.cleanup = cleanup,
};
