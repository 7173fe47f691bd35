// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * setresuid() of a user without privileges: each of the three ids may become one of the others. One row goes
 * on from the ids that the row before left.
 */
#include "../user_ids.h"

static const struct row {
	enum user real, effective, saved;
	enum user after[3];
} rows[] = {
	{KEEP, KEEP, BIN, {NOBODY, BIN, BIN}},
	{KEEP, NOBODY, KEEP, {NOBODY, NOBODY, BIN}},
	{BIN, KEEP, KEEP, {BIN, NOBODY, BIN}},
};

static void run_row(const struct row *row)
{
	TST_EXP_PASS(setresuid(uids[row->real], uids[row->effective], uids[row->saved]),
		     "setresuid(%s, %s, %s)",
		     user_names[row->real], user_names[row->effective], user_names[row->saved]);
	check_users(row->after[0], row->after[1], row->after[2]);
}

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETRESUID(uids[NOBODY], uids[BIN], uids[NOBODY]);
		for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
			run_row(&rows[i]);
	}
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
	.setup = find_users,
	.needs_root = 1,
};
