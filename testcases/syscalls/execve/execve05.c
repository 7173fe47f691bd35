// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Rounds of children, each a chain of execve() that alternates between two copies of the program: every child
 * exits with 0 after its last step, and none is left.
 */
#include "exec_chain.h"

static void run(unsigned int nr)
{
	pid_t pids[CHILDREN];

	begin_round();
	for (size_t i = 0; i < CHILDREN; i++)
		pids[i] = start_chain(nr);
	open_gate();
	for (size_t i = 0; i < CHILDREN; i++)
		TST_EXP_EXITED(pids[i], 0, "round %u, chain %zu, begun by %s", nr, i, names[nr]);
	end_round(CHILDREN);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(names),
	.test = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
