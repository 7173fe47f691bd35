// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * creat() in root's directory of mode 0700 gives EACCES to the user nobody, for a new file and for one that
 * is there.
 */
#include "tst_test.h"

#define DIR_NAME "of_root"
#define OLD DIR_NAME "/old"
#define NEW DIR_NAME "/new"

static uid_t nobody;

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETEUID(nobody);
		TST_EXP_FAIL2(creat(NEW, 0644), EACCES, "creat() of a new file");
		TST_EXP_FAIL2(creat(OLD, 0644), EACCES, "creat() of a file that is there");
	}
	TST_EXP_EXITED(pid, 0);
	TST_EXP_FAIL(access(NEW, F_OK), ENOENT, "the new file has not come into being");
}

static void setup(void)
{
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	SAFE_MKDIR(DIR_NAME, 0700);
	SAFE_TOUCH(OLD, 0666, NULL);
	SAFE_CHMOD(OLD, 0666);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
