// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * shmctl(): IPC_STAT while four children have the segment attached, IPC_SET of the mode and the time of
 * that change, and IPC_RMID.
 */
#include "tst_test.h"
#include "tst_safe_sysv_ipc.h"

#define SIZE 2048
#define CHILDREN 4

enum { ATTACHED, DETACH }; /* checkpoints */

static int id = -1;

TST_CHILD(attacher)
{
	TST_EXP_PASS_PTR_VOID(shmat(tst_args_int(args, 0), NULL, 0), "shmat() in a child");
	TST_CHECKPOINT_WAKE(ATTACHED);
	TST_CHECKPOINT_WAIT(DETACH);
	if (TST_RET_PTR != (void *)-1)
		SAFE_SHMDT(TST_RET_PTR);
}

static void attached_by_children(void)
{
	struct shmid_ds ds = {};
	pid_t pids[CHILDREN];

	for (int i = 0; i < CHILDREN; i++)
		pids[i] = tst_spawn(attacher, tst_arg_int(id));
	for (int i = 0; i < CHILDREN; i++)
		TST_CHECKPOINT_WAIT(ATTACHED);
	TST_EXP_PASS(shmctl(id, IPC_STAT, &ds));
	TST_EXP_EQ_LI(ds.shm_cpid, getpid());
	TST_EXP_EQ_SZ(ds.shm_segsz, SIZE);
	TST_EXP_EQ_LU(ds.shm_perm.mode & 0777, 0600);
	TST_EXP_EQ_LU(ds.shm_nattch, CHILDREN);
	TST_CHECKPOINT_WAKE2(DETACH, CHILDREN);
	for (int i = 0; i < CHILDREN; i++)
		TST_EXP_EXITED(pids[i], 0, "child %d", i);
}

static void inherited_by_children(void)
{
	tst_res(TCONF, "shm_nattch 5 with four children that inherit an attachment: fork alone copies one");
}

/* Times are in whole seconds: the change comes in a later one than the creation. */
static void change_mode(void)
{
	struct shmid_ds ds;
	time_t before;

	SAFE_SHMCTL(id, IPC_STAT, &ds);
	before = ds.shm_ctime;
	while (time(NULL) <= before)
		usleep(10000);
	usleep(20000); /* the kernel's clock of seconds may be a tick behind */
	ds.shm_perm.mode = 0600 | 0066;
	TST_EXP_PASS(shmctl(id, IPC_SET, &ds));
	ds = (struct shmid_ds){};
	SAFE_SHMCTL(id, IPC_STAT, &ds);
	TST_EXP_EQ_LU(ds.shm_perm.mode & 0777, 0666);
	TST_EXP_EXPR(ds.shm_ctime > before, "shm_ctime %lld is later than %lld", (long long)ds.shm_ctime,
		     (long long)before);
}

static void removal(void)
{
	struct shmid_ds ds;

	TST_EXP_PASS(shmctl(id, IPC_RMID, NULL));
	TST_EXP_FAIL(shmctl(id, IPC_STAT, &ds), EINVAL, "IPC_STAT of the removed segment");
	id = -1;
}

static void run(void)
{
	id = SAFE_SHMGET(GETIPCKEY(), SIZE, IPC_CREAT | IPC_EXCL | 0600);
	attached_by_children();
	inherited_by_children();
	change_mode();
	removal();
}

static void cleanup(void)
{
	if (id >= 0)
		SAFE_SHMCTL(id, IPC_RMID, NULL);
}

static struct tst_test test = {
	.test_all = run,
	.cleanup = cleanup,
	.needs_checkpoints = 1,
};
