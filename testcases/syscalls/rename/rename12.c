// SPDX-License-Identifier: GPL-2.0-or-later
/* rename() of another user's file in another user's sticky directory: EPERM or EACCES. */
#include "tst_test.h"

#define DIR_NAME "dir"
#define FILE_NAME DIR_NAME "/file"
#define NEW_NAME DIR_NAME "/new"

static const int errors[] = {EPERM, EACCES};
static uid_t nobody;

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETEUID(nobody);
		TST_EXP_FAIL_ARR(rename(FILE_NAME, NEW_NAME), errors, ARRAY_SIZE(errors),
				 "rename() of root's file in a sticky directory as nobody");
	}
	TST_EXP_EXITED(pid, 0);
	TST_EXP_PASS(access(FILE_NAME, F_OK), "the file has its name still");
}

static void setup(void)
{
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	SAFE_MKDIR(DIR_NAME, 0700);
	SAFE_CHMOD(DIR_NAME, 01777);
	SAFE_TOUCH(FILE_NAME, 0644, NULL);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
