// SPDX-License-Identifier: GPL-2.0-or-later
/* A message of 1024 bytes that the parent sends is received by a child: size, type and every byte. */
#include "../ipc_queue.h"

static void fill(char *text)
{
	for (int i = 0; i < TEXT_SIZE; i++)
		text[i] = 'a' + i % 26;
}

TST_CHILD(receiver)
{
	static struct queue_message got;
	static char wanted[TEXT_SIZE];

	fill(wanted);
	TST_EXP_VAL(msgrcv(tst_args_int(args, 0), &got, TEXT_SIZE, MSG_TYPE, 0), TEXT_SIZE);
	TST_EXP_EQ_LI(got.type, MSG_TYPE);
	TST_EXP_EXPR(memcmp(got.text, wanted, TEXT_SIZE) == 0, "the text of %d bytes came as it was sent",
		     TEXT_SIZE);
}

static void run(void)
{
	static struct queue_message message = {.type = MSG_TYPE};

	fill(message.text);
	TST_EXP_PASS(msgsnd(queue_id, &message, TEXT_SIZE, 0));
	TST_EXP_EXITED(tst_spawn(receiver, tst_arg_int(queue_id)), 0, "receiver");
}

static struct tst_test test = {
	.test_all = run,
	.setup = queue_create,
	.cleanup = queue_remove,
};
