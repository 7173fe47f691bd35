// SPDX-License-Identifier: GPL-2.0-or-later
/* chdir() into another user's directory of mode 0700 gives EACCES. */
#include "tst_test.h"

#define DIR_NAME "of_nobody"

static uid_t nobody, bin;

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETEUID(nobody);
		SAFE_MKDIR(DIR_NAME, 0700);
		TST_EXP_PASS(chdir(DIR_NAME), "chdir() by nobody, its owner");
	}
	TST_EXP_EXITED(pid, 0, "child of user nobody");
	TST_VFORK(pid) {
		SAFE_SETEUID(bin);
		TST_EXP_FAIL(chdir(DIR_NAME), EACCES, "chdir() by bin");
	}
	TST_EXP_EXITED(pid, 0, "child of user bin");
	SAFE_RMDIR(DIR_NAME);
}

static void setup(void)
{
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	bin = SAFE_GETPWNAM("bin")->pw_uid;
	umask(0);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
