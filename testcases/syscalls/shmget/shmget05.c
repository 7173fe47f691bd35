// SPDX-License-Identifier: GPL-2.0-or-later
/* A user without privileges cannot get the segment of root's that a key names: EACCES for mode 0600. */
#include "tst_test.h"
#include "tst_safe_sysv_ipc.h"

static key_t key;
static int id = -1;

static void run(void)
{
	const uid_t nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	pid_t pid;

	TST_EXP_VAL(shmget(key, 1024, 0600), id, "shmget() of the key by root");
	TST_VFORK(pid) {
		SAFE_SETUID(nobody);
		TST_EXP_FAIL2(shmget(key, 1024, 0600), EACCES, "shmget() of the key by user %u", nobody);
	}
	TST_EXP_EXITED(pid, 0);
}

static void setup(void)
{
	key = GETIPCKEY();
	id = SAFE_SHMGET(key, 1024, IPC_CREAT | IPC_EXCL | 0600);
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
