// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Semaphore sets under load: three groups, each with a set of five semaphores and five workers that again and again take
 * random amounts from all of them in one operation and give them back. Every operation is granted in the end, and the
 * values are what they were.
 */
#include "tst_test.h"
#include "tst_safe_sysv_ipc.h"

#define GROUPS 3
#define SEMAPHORES 5
#define WORKERS 5
#define ROUNDS 500

static void fill(struct sembuf ops[SEMAPHORES], const unsigned short amount[SEMAPHORES], int sign, int flags)
{
	for (int i = 0; i < SEMAPHORES; i++)
		ops[i] = (struct sembuf){.sem_num = i, .sem_op = sign * amount[i], .sem_flg = flags};
}

TST_CHILD(worker)
{
	const int id = tst_args_int(args, 0);
	const unsigned short *most = tst_args_mem(args, 1, SEMAPHORES * sizeof(*most));
	unsigned short amount[SEMAPHORES];
	struct sembuf ops[SEMAPHORES];
	unsigned int seed = getpid();

	for (int round = 0; round < ROUNDS; round++) {
		for (int i = 0; i < SEMAPHORES; i++)
			amount[i] = 1 + rand_r(&seed) % (most[i] / 2);
		fill(ops, amount, -1, SEM_UNDO);
		SAFE_SEMOP(id, ops, SEMAPHORES);
		fill(ops, amount, 1, SEM_UNDO);
		SAFE_SEMOP(id, ops, SEMAPHORES);
	}
}

TST_CHILD(group)
{
	const int nr = tst_args_int(args, 0);
	unsigned short start[SEMAPHORES], end[SEMAPHORES];
	struct sembuf ops[SEMAPHORES];
	unsigned int seed = getpid();
	pid_t pids[WORKERS];
	int id, ended = 0, status;

	TEST(semget(GETIPCKEY(), SEMAPHORES, IPC_CREAT | IPC_EXCL | 0600));
	if (TST_RET < 0)
		tst_brk(TBROK | TTERRNO, "group %d: semget()", nr);
	id = TST_RET;
	for (int i = 0; i < SEMAPHORES; i++)
		start[i] = 100 + rand_r(&seed) % 900;
	fill(ops, start, 1, 0);
	TST_EXP_PASS(semop(id, ops, SEMAPHORES), "group %d: semop() that raises all values", nr);
	for (int i = 0; i < WORKERS; i++)
		pids[i] = tst_spawn(worker, tst_arg_int(id), tst_arg_mem(start, sizeof(start)));
	for (int i = 0; i < WORKERS; i++)
		ended += waitpid(pids[i], &status, 0) == pids[i] && WIFEXITED(status) && WEXITSTATUS(status) == 0;
	TST_EXP_EXPR(ended == WORKERS, "group %d: %d of %d workers did all their operations", nr, ended, WORKERS);
	SAFE_SEMCTL(id, 0, GETALL, end);
	TST_EXP_EXPR(memcmp(start, end, sizeof(start)) == 0,
		     "group %d: values %hu %hu %hu %hu %hu are as at the start (%hu %hu %hu %hu %hu)", nr, end[0], end[1],
		     end[2], end[3], end[4], start[0], start[1], start[2], start[3], start[4]);
	TST_EXP_PASS(semctl(id, 0, IPC_RMID), "group %d: IPC_RMID", nr);
}

static void run(void)
{
	pid_t pids[GROUPS];

	for (int i = 0; i < GROUPS; i++)
		pids[i] = tst_spawn(group, tst_arg_int(i));
	for (int i = 0; i < GROUPS; i++)
		TST_EXP_EXITED(pids[i], 0, "group %d", i);
}

static struct tst_test test = {
	.test_all = run,
};
