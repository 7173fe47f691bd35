// SPDX-License-Identifier: GPL-2.0-or-later
/* 16 message queues at once, on each one writer and one reader. -n sets the number of messages of a pair. */
#include "msgstress.h"

#define QUEUES 16

static char *messages_text;
static int messages = 1000;
static int ids[QUEUES];

static void run(void)
{
	pid_t writers[QUEUES], readers[QUEUES];

	for (int i = 0; i < QUEUES; i++) {
		struct pair pair = {.messages = messages, .seed = i + 1, .type = 1};

		snprintf(pair.name, sizeof(pair.name), "queue %d", i);
		new_queue(&pair);
		ids[i] = pair.id;
		start_pair(&pair, &readers[i], &writers[i]);
	}
	for (int i = 0; i < QUEUES; i++) {
		TST_EXP_EXITED(writers[i], 0, "queue %d: writer", i);
		TST_EXP_EXITED(readers[i], 0, "queue %d: reader", i);
		TST_EXP_PASS(msgctl(ids[i], IPC_RMID, NULL), "queue %d: IPC_RMID", i);
		ids[i] = -1;
	}
}

static void setup(void)
{
	if (tst_parse_int(messages_text, &messages, 1, 1000000))
		tst_brk(TBROK, "-n %s is no number of messages", messages_text);
	memset(ids, -1, sizeof(ids));
}

static void cleanup(void)
{
	for (int i = 0; i < QUEUES; i++) {
		if (ids[i] >= 0)
			SAFE_MSGCTL(ids[i], IPC_RMID, NULL);
	}
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.options =
		(struct tst_option[]){
			{"n:", &messages_text, "messages of each pair (1000)"},
			{},
		},
};
