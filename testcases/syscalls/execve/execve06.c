// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Chains of execve() between two copies of the program, begun by either and all running at the same time:
 * wait() gives each of them, with status 0.
 */
#include "exec_chain.h"

#define CHAINS (2 * CHILDREN)

static void run(void)
{
	int waited = 0, status;

	begin_round();
	for (int i = 0; i < CHAINS; i++)
		start_chain(i % 2);
	open_gate();
	while (waited < CHAINS && wait(&status) > 0) {
		waited++;
		TST_EXP_EXPR(status == 0, "chain that ended as number %d exited with 0 (%s)", waited,
			     tst_strstatus(status));
	}
	TST_EXP_EQ_LI(waited, CHAINS);
	end_round(CHAINS);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
