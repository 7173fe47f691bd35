// SPDX-License-Identifier: GPL-2.0-or-later
/* kill(0, SIGKILL) by the leader of a group of six ends the leader too. */
#include "tst_test.h"

#define MEMBERS 5
#define READY 0 /* checkpoint */

struct answer {
	int returned, ret;
};

static volatile struct answer *answer;

TST_CHILD(member)
{
	TST_CHECKPOINT_WAKE(READY);
	pause();
}

TST_CHILD(leader)
{
	answer = tst_shared(sizeof(*answer));
	SAFE_SETPGID(0, 0);
	for (int i = 0; i < MEMBERS; i++) {
		tst_spawn(member);
		TST_CHECKPOINT_WAIT(READY);
	}
	answer->ret = kill(0, SIGKILL);
	answer->returned = 1;
}

static void run(void)
{
	answer = tst_shared(sizeof(*answer));
	TST_EXP_KILLED(tst_spawn(leader), SIGKILL, "leader of the group");
	TST_EXP_EXPR(!answer->returned || answer->ret == 0, "kill(0, SIGKILL) returned 0 or not at all (%s, %d)",
		     answer->returned ? "returned" : "did not return", answer->ret);
}

static struct tst_test test = {
	.test_all = run,
	.needs_checkpoints = 1,
};
