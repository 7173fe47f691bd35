// SPDX-License-Identifier: GPL-2.0-or-later
/* A user without privileges cannot remove a queue of root's: EPERM, and the queue is still there. */
#include "../ipc_queue.h"

static void run(void)
{
	const uid_t nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	struct msqid_ds status;
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETUID(nobody);
		TST_EXP_FAIL(msgctl(queue_id, IPC_RMID, NULL), EPERM, "msgctl(IPC_RMID) by user %u", nobody);
	}
	TST_EXP_EXITED(pid, 0);
	TST_EXP_PASS(msgctl(queue_id, IPC_STAT, &status));
}

static struct tst_test test = {
	.test_all = run,
	.setup = queue_create,
	.cleanup = queue_remove,
	.needs_root = 1,
};
