// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * 16 message queues with ten pairs of writer and reader on each, told apart by the type of their messages, the
 * reader's pid. Each reader gets its own writer's messages, in order and intact. -n sets the messages of a pair.
 */
#include "queues.h"

#define QUEUES 16
#define PAIRS 10
#define AT_ONCE 4

static char *messages_text;
static int messages;

static void run(void)
{
	make_queues(QUEUES);
	run_queues(QUEUES, AT_ONCE, PAIRS, messages);
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
