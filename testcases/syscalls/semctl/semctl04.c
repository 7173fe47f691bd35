// SPDX-License-Identifier: GPL-2.0-or-later
/* A user without privileges can neither change nor remove a semaphore set of root's: EPERM. */
#include "tst_test.h"
#include "tst_safe_sysv_ipc.h"

union semun {
	int val;
	struct semid_ds *buf;
	unsigned short *array;
};

static int id = -1;

static void run(void)
{
	const uid_t nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	struct semid_ds ds = {.sem_perm = {.uid = nobody, .gid = nobody, .mode = 0666}};
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETUID(nobody);
		TST_EXP_FAIL(semctl(id, 0, IPC_SET, (union semun){.buf = &ds}), EPERM, "IPC_SET by user %u",
			     nobody);
		TST_EXP_FAIL(semctl(id, 0, IPC_RMID), EPERM, "IPC_RMID by user %u", nobody);
	}
	TST_EXP_EXITED(pid, 0);
	SAFE_SEMCTL(id, 0, IPC_STAT, (union semun){.buf = &ds});
	TST_EXP_EXPR(ds.sem_perm.uid == 0 && (ds.sem_perm.mode & 0777) == 0600,
		     "owner 0 and mode 0600 stay (uid %u, mode 0%o)", ds.sem_perm.uid,
		     ds.sem_perm.mode & 0777);
}

static void setup(void)
{
	id = SAFE_SEMGET(GETIPCKEY(), 1, IPC_CREAT | IPC_EXCL | 0600);
}

static void cleanup(void)
{
	if (id >= 0)
		SAFE_SEMCTL(id, 0, IPC_RMID);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
};
