// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * setregid() of a user without privileges: real and effective group may be set to one of those two and the
 * saved one, anything else gives EPERM and changes nothing. One row goes on from the ids that the row
 * before left.
 */
#include "tst_test.h"

enum group_name { KEEP, SYS, BIN };

static gid_t gids[3] = {-1};
static uid_t nobody;

/* Names of a row's groups, as in enum group_name. */
static const char *const names[] = {"-1", "sys", "bin"};

static const struct row {
	enum group_name real, effective;
	int err;
	enum group_name real_after, effective_after;
} rows[] = {
	{SYS, BIN, 0, SYS, BIN},
	{KEEP, SYS, 0, SYS, SYS},
	{KEEP, BIN, 0, SYS, BIN},
	{BIN, KEEP, 0, BIN, BIN},
	{KEEP, KEEP, 0, BIN, BIN},
	{KEEP, BIN, 0, BIN, BIN},
	{BIN, KEEP, 0, BIN, BIN},
	{BIN, BIN, 0, BIN, BIN},
	{SYS, KEEP, EPERM, BIN, BIN},
	{KEEP, SYS, EPERM, BIN, BIN},
	{SYS, SYS, EPERM, BIN, BIN},
};

static void run_row(const struct row *row)
{
	TST_EXP_PASS_OR_FAIL(setregid(gids[row->real], gids[row->effective]), row->err, "setregid(%s, %s)",
			     names[row->real], names[row->effective]);
	TST_EXP_EXPR(getgid() == gids[row->real_after] && getegid() == gids[row->effective_after],
		     "the groups are %s (%d) and %s (%d) then: %d and %d", names[row->real_after],
		     (int)gids[row->real_after], names[row->effective_after], (int)gids[row->effective_after],
		     (int)getgid(), (int)getegid());
}

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETREGID(gids[SYS], gids[BIN]);
		SAFE_SETEUID(nobody);
		for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
			run_row(&rows[i]);
	}
	TST_EXP_EXITED(pid, 0);
}

static void setup(void)
{
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	gids[SYS] = SAFE_GETGRNAM_FALLBACK("sys", "daemon")->gr_gid;
	gids[BIN] = SAFE_GETGRNAM("bin")->gr_gid;
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
};
