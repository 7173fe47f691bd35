// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * 16 message queues at once, on each a leader, one writer and one reader of messages of type 1. -n sets the
 * number of messages.
 */
#include "leaders.h"

#define QUEUES 16
#define PAIRS 1
#define AT_ONCE QUEUES

static char *messages_text;
static int messages;

static void run(void)
{
	make_queues(QUEUES);
	run_leaders(QUEUES, AT_ONCE, (struct leader_task){.pairs = PAIRS, .messages = messages});
}

static void setup(void)
{
	forget_queues();
	messages = messages_of(messages_text, 1000);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = remove_queues,
	.timeout = 60,
	.options =
		(struct tst_option[]){
			{"n:", &messages_text, "messages of each pair (1000)"},
			{},
		},
};
