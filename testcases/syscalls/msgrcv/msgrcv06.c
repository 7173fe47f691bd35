// SPDX-License-Identifier: GPL-2.0-or-later
/* msgrcv() that waits on an empty queue ends with EIDRM when the queue is removed. */
#include "../ipc_queue.h"

TST_CHILD(receiver)
{
	static struct queue_message message;

	TST_CHECKPOINT_WAKE(QUEUE_CALLING);
	TST_EXP_FAIL2(msgrcv(tst_args_int(args, 0), &message, TEXT_SIZE, MSG_TYPE, 0), EIDRM,
		      "msgrcv(), waiting, queue removed");
}

static void run(void)
{
	pid_t pid;

	queue_create();
	pid = tst_spawn(receiver, tst_arg_int(queue_id));
	queue_wait_asleep(pid);
	queue_remove();
	TST_EXP_EXITED(pid, 0, "receiver");
}

static struct tst_test test = {
	.test_all = run,
	.cleanup = queue_remove,
	.needs_checkpoints = 1,
};
