// SPDX-License-Identifier: GPL-2.0-or-later
/* open() of a file with mode 0700 by a user who is not its owner gives EACCES. */
#include "tst_test.h"

#define FILE_NAME "file"

static uid_t nobody;

static void run(void)
{
	struct stat status;
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETEUID(nobody);
		TST_EXP_PASS(stat(FILE_NAME, &status), "stat() as nobody: the way to the file is open");
		TST_EXP_FAIL2(open(FILE_NAME, O_RDWR), EACCES,
			      "open() O_RDWR of root's file, mode 0700, as nobody");
	}
	TST_EXP_EXITED(pid, 0);
}

static void setup(void)
{
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	SAFE_TOUCH(FILE_NAME, 0700, NULL);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
