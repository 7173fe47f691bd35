// SPDX-License-Identifier: GPL-2.0-or-later
/* msgrcv() that waits on an empty queue ends with EINTR when a signal is caught. */
#include "../ipc_queue.h"

TST_CHILD(receiver)
{
	static struct queue_message message;

	SAFE_SIGNAL(SIGHUP, queue_on_signal);
	TST_CHECKPOINT_WAKE(QUEUE_CALLING);
	TST_EXP_FAIL2(msgrcv(tst_args_int(args, 0), &message, TEXT_SIZE, MSG_TYPE, 0), EINTR,
		      "msgrcv(), waiting, SIGHUP caught");
	TST_EXP_EQ_LI(queue_caught, 1);
}

static void run(void)
{
	pid_t pid = tst_spawn(receiver, tst_arg_int(queue_id));

	queue_wait_asleep(pid);
	SAFE_KILL(pid, SIGHUP);
	TST_EXP_EXITED(pid, 0, "receiver");
}

static struct tst_test test = {
	.test_all = run,
	.setup = queue_create,
	.cleanup = queue_remove,
	.needs_checkpoints = 1,
};
