// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * All message queues that the system can have, with one pair of writer and reader on each, all at once, and 10000
 * messages a pair. The limit msgmni is lowered to what the guest's memory bears; one queue more is refused. -n sets
 * the messages of a pair.
 */
#include "queues.h"

#define QUEUES 24
#define PAIRS 1
#define AT_ONCE QUEUES

static char *messages_text;
static int messages;

static void run(void)
{
	const int left = free_queues();

	TST_EXP_EXPR(left == QUEUES, "msgmni less the queues in use: expected %d, got %d", QUEUES, left);
	make_queues(QUEUES);
	TST_EXP_FAIL2(msgget(IPC_PRIVATE, 0600), ENOSPC, "msgget() of one queue more");
	run_queues(QUEUES, AT_ONCE, PAIRS, messages);
}

static void setup(void)
{
	forget_queues();
	messages = messages_of(messages_text, 10000);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = remove_queues,
	.needs_root = 1,
	.timeout = 60,
	.save_restore =
		(const struct tst_path_val[]){
			{"/proc/sys/kernel/msgmni", TST_TO_STR(QUEUES), TST_SR_TBROK},
			{},
		},
	.options =
		(struct tst_option[]){
			{"n:", &messages_text, "messages of each pair (10000)"},
			{},
		},
};
