// SPDX-License-Identifier: GPL-2.0-or-later
/* kill(-group, SIGKILL) by the leader of a group with five more members ends all of them, the leader too. */
#include "tst_test.h"

#define MEMBERS 5

struct shared {
	pid_t members[MEMBERS];
	int survived;
};

TST_CHILD(member)
{
	TST_CHECKPOINT_WAKE(0);
	for (;;)
		pause();
}

TST_CHILD(leader)
{
	struct shared *shared = tst_shared(sizeof(*shared));

	SAFE_SETPGID(0, 0);
	for (int i = 0; i < MEMBERS; i++)
		shared->members[i] = tst_spawn(member);
	for (int i = 0; i < MEMBERS; i++)
		TST_CHECKPOINT_WAIT(0);
	TEST(kill(-getpgrp(), SIGKILL));
	shared->survived = 1;
	tst_res(TFAIL | TTERRNO, "the leader survived, kill() returned %ld", TST_RET);
}

static void run(void)
{
	volatile struct shared *shared = tst_shared(sizeof(*shared));
	pid_t pid = tst_spawn(leader);
	int gone = 0;

	TST_EXP_KILLED(pid, SIGKILL, "leader");
	TST_EXP_EXPR(!shared->survived, "kill() did not return to it");
	for (int i = 0; i < MEMBERS; i++)
		gone += tst_process_exit_wait(shared->members[i], 1000);
	TST_EXP_EXPR(gone == MEMBERS, "%d of %d other members are gone", gone, MEMBERS);
	TST_EXP_FAIL(kill(-pid, 0), ESRCH, "kill(-group, 0)");
	if (!TST_PASS)
		SAFE_KILL(-pid, SIGKILL);
}

static struct tst_test test = {
	.test_all = run,
	.needs_checkpoints = 1,
};
