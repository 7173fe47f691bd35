// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * rmdir() by a user without rights: of root's directory inside a sticky one (EPERM or EACCES), and of a
 * directory behind one that may not be passed (EACCES).
 */
#include "tst_test.h"

#define STICKY "sticky"
#define IN_STICKY STICKY "/dir"
#define CLOSED "closed"
#define IN_CLOSED CLOSED "/dir"

static const int sticky_errors[] = {EPERM, EACCES};
static uid_t nobody;

static void sticky(void)
{
	TST_EXP_FAIL_ARR(rmdir(IN_STICKY), sticky_errors, ARRAY_SIZE(sticky_errors),
			 "rmdir() of root's directory in root's sticky directory as nobody");
}

static void closed(void)
{
	TST_EXP_FAIL(rmdir(IN_CLOSED), EACCES, "rmdir() below root's directory with mode 0700 as nobody");
}

static const struct {
	void (*check)(void);
	const char *dir;
} rows[] = {
	{sticky, IN_STICKY},
	{closed, IN_CLOSED},
};

static void run(unsigned int nr)
{
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETEUID(nobody);
		rows[nr].check();
	}
	TST_EXP_EXITED(pid, 0);
	TST_EXP_PASS(access(rows[nr].dir, F_OK), "%s is there still", rows[nr].dir);
}

static void setup(void)
{
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	SAFE_MKDIR(STICKY, 0700);
	SAFE_CHMOD(STICKY, 01777);
	SAFE_MKDIR(IN_STICKY, 0777);
	SAFE_MKDIR(CLOSED, 0700);
	SAFE_MKDIR(IN_CLOSED, 0777);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
