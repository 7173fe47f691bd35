// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * All message queues that the system can have, on each a leader and ten pairs of writer and reader. The
 * limit msgmni is lowered to what the guest's memory bears; one queue more is refused. -n sets the number
 * of messages of a pair.
 */
#include "leaders.h"

#define QUEUES 16
#define PAIRS 10
#define AT_ONCE 4

static char *messages_text;
static int messages;

static void run(void)
{
	TST_EXP_EXPR(free_queues() == QUEUES, "msgmni less the queues in use: expected %d, got %d", QUEUES,
		     free_queues());
	make_queues(QUEUES);
	TST_EXP_FAIL2(msgget(IPC_PRIVATE, 0600), ENOSPC, "msgget() of one queue more");
	run_leaders(QUEUES, AT_ONCE,
		    (struct leader_task){.pairs = PAIRS, .messages = messages, .types_are_pids = 1});
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
	.needs_root = 1,
	.timeout = 60,
	.save_restore =
		(const struct tst_path_val[]){
			{"/proc/sys/kernel/msgmni", TST_TO_STR(QUEUES), TST_SR_TBROK},
			{},
		},
	.options =
		(struct tst_option[]){
			{"n:", &messages_text, "messages of each pair (1000)"},
			{},
		},
};
