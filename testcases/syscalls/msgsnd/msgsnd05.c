// SPDX-License-Identifier: GPL-2.0-or-later
/* msgsnd() that waits for room in a full queue ends with EINTR when a signal is caught. */
#include "../ipc_queue.h"

TST_CHILD(sender)
{
	static struct queue_message message = {.type = MSG_TYPE};

	SAFE_SIGNAL(SIGHUP, queue_on_signal);
	TST_CHECKPOINT_WAKE(QUEUE_CALLING);
	TST_EXP_FAIL(msgsnd(tst_args_int(args, 0), &message, TEXT_SIZE, 0), EINTR,
		     "msgsnd(), waiting, SIGHUP caught");
	TST_EXP_EQ_LI(queue_caught, 1);
}

static void run(void)
{
	pid_t pid;

	queue_fill();
	pid = tst_spawn(sender, tst_arg_int(queue_id));
	queue_wait_asleep(pid);
	SAFE_KILL(pid, SIGHUP);
	TST_EXP_EXITED(pid, 0, "sender");
}

static struct tst_test test = {
	.test_all = run,
	.setup = queue_create,
	.cleanup = queue_remove,
	.needs_checkpoints = 1,
};
