// SPDX-License-Identifier: GPL-2.0-or-later
/* A user without privileges cannot attach a segment of root's with mode 0600: EACCES. */
#include "tst_test.h"
#include "tst_safe_sysv_ipc.h"

static int id = -1;

static void run(void)
{
	const uid_t nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETUID(nobody);
		TST_EXP_FAIL_PTR_VOID(shmat(id, NULL, 0), EACCES, "shmat() by user %u", nobody);
	}
	TST_EXP_EXITED(pid, 0);
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
