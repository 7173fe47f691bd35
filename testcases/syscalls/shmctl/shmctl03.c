// SPDX-License-Identifier: GPL-2.0-or-later
/* A user without privileges can neither look at, change nor remove a segment of root's with mode 0600. */
#include "tst_test.h"
#include "tst_safe_sysv_ipc.h"

static int id = -1;

static void run(void)
{
	const uid_t nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	struct shmid_ds ds = {.shm_perm = {.uid = nobody, .gid = nobody, .mode = 0666}}, got;
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETUID(nobody);
		TST_EXP_FAIL(shmctl(id, IPC_STAT, &got), EACCES, "IPC_STAT by user %u", nobody);
		TST_EXP_FAIL(shmctl(id, IPC_SET, &ds), EPERM, "IPC_SET by user %u", nobody);
		TST_EXP_FAIL(shmctl(id, IPC_RMID, NULL), EPERM, "IPC_RMID by user %u", nobody);
	}
	TST_EXP_EXITED(pid, 0);
	SAFE_SHMCTL(id, IPC_STAT, &got);
	TST_EXP_EXPR(got.shm_perm.uid == 0 && (got.shm_perm.mode & 07777) == 0600,
		     "owner 0 and mode 0600 stay (uid %u, mode 0%o)", got.shm_perm.uid,
		     got.shm_perm.mode & 07777);
}

static void setup(void)
{
	id = SAFE_SHMGET(GETIPCKEY(), 1024, IPC_CREAT | IPC_EXCL | 0600);
}

static void cleanup(void)
{
	if (id >= 0)
		SAFE_SHMCTL(id, IPC_RMID, NULL);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
};
