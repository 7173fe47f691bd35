// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * setresuid() of a user without privileges: an id that is none of the three gives EPERM and changes nothing.
 */
#include "../user_ids.h"

static const struct row {
	enum user real, effective, saved;
} rows[] = {
	{NOBODY, KEEP, KEEP},
	{KEEP, KEEP, NOBODY},
	{KEEP, NOBODY, KEEP},
	{KEEP, KEEP, UNUSED},
	{KEEP, UNUSED, KEEP},
};

static void run_row(const struct row *row)
{
	TST_EXP_FAIL(setresuid(uids[row->real], uids[row->effective], uids[row->saved]), EPERM,
		     "setresuid(%s, %s, %s)", user_names[row->real], user_names[row->effective],
		     user_names[row->saved]);
	check_users(ROOT, BIN, BIN);
}

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETRESUID(uids[ROOT], uids[BIN], uids[BIN]);
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
