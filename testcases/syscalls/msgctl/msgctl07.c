// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A child that waits in msgrcv() for any message gets one of 100 bytes as soon as it is sent; a second
 * child takes three messages by type, in the opposite order. Then the queue is removed.
 */
#include "../ipc_queue.h"

#define BYTES 100
#define TYPES 3

static char content(long type, int i)
{
	return type * 31 + i;
}

static void send_one(long type)
{
	static struct queue_message message;

	message.type = type;
	for (int i = 0; i < BYTES; i++)
		message.text[i] = content(type, i);
	TST_EXP_PASS(msgsnd(queue_id, &message, BYTES, 0), "msgsnd() of %d bytes of type %ld", BYTES, type);
}

static void receive(int id, long wanted_type, long type)
{
	static struct queue_message got;
	int same = 0;

	memset(&got, 0, sizeof(got));
	TST_EXP_VAL(msgrcv(id, &got, TEXT_SIZE, wanted_type, 0), BYTES, "msgrcv(type %ld)", wanted_type);
	TST_EXP_EXPR(got.type == type, "expected type %ld, got %ld", type, got.type);
	for (int i = 0; i < BYTES; i++)
		same += got.text[i] == content(type, i);
	TST_EXP_EXPR(same == BYTES, "type %ld: %d of %d bytes came as they were sent", type, same, BYTES);
}

TST_CHILD(first)
{
	TST_CHECKPOINT_WAKE(QUEUE_CALLING);
	receive(tst_args_int(args, 0), 0, 1);
}

TST_CHILD(by_type)
{
	for (long type = TYPES; type > 0; type--)
		receive(tst_args_int(args, 0), type, type);
}

static void run(void)
{
	const int id = queue_id;
	struct msqid_ds status;
	pid_t pid;

	pid = tst_spawn(first, tst_arg_int(id));
	queue_wait_asleep(pid);
	send_one(1);
	TST_EXP_EXITED(pid, 0, "receiver of the first message");
	for (long type = 1; type <= TYPES; type++)
		send_one(type);
	pid = tst_spawn(by_type, tst_arg_int(id));
	TST_EXP_EXITED(pid, 0, "receiver by type");
	TST_EXP_PASS(msgctl(id, IPC_RMID, NULL));
	if (TST_PASS)
		queue_id = -1;
	TST_EXP_FAIL(msgctl(id, IPC_STAT, &status), EINVAL, "IPC_STAT of the removed queue");
}

static struct tst_test test = {
	.test_all = run,
	.setup = queue_create,
	.cleanup = queue_remove,
	.needs_checkpoints = 1,
};
