// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * setreuid() from root to a user without privileges, step by step: which ids may be set follows from the
 * real, effective and saved id that the row before left.
 */
#include "../user_ids.h"

static const struct row {
	enum user real, effective;
	int err;
	enum user after[3];
} rows[] = {
	{NOBODY, ROOT, 0, {NOBODY, ROOT, ROOT}},
	{KEEP, NOBODY, 0, {NOBODY, NOBODY, ROOT}},
	{KEEP, ROOT, 0, {NOBODY, ROOT, ROOT}},
	{DAEMON, KEEP, 0, {DAEMON, ROOT, ROOT}},
	{KEEP, BIN, 0, {DAEMON, BIN, BIN}},
	{KEEP, ROOT, EPERM, {DAEMON, BIN, BIN}},
	{KEEP, NOBODY, EPERM, {DAEMON, BIN, BIN}},
	{KEEP, DAEMON, 0, {DAEMON, DAEMON, BIN}},
	{KEEP, BIN, 0, {DAEMON, BIN, BIN}},
	{BIN, DAEMON, 0, {BIN, DAEMON, DAEMON}},
	{KEEP, BIN, 0, {BIN, BIN, DAEMON}},
	{KEEP, DAEMON, 0, {BIN, DAEMON, DAEMON}},
	{DAEMON, KEEP, 0, {DAEMON, DAEMON, DAEMON}},
	{KEEP, BIN, EPERM, {DAEMON, DAEMON, DAEMON}},
};

static void run_row(const struct row *row)
{
	TST_EXP_PASS_OR_FAIL(setreuid(uids[row->real], uids[row->effective]), row->err, "setreuid(%s, %s)",
			     user_names[row->real], user_names[row->effective]);
	check_users(row->after[0], row->after[1], row->after[2]);
}

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
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
