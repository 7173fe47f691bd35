// SPDX-License-Identifier: GPL-2.0-or-later
/* mkdir() in another user's directory of mode 0700 gives EACCES. */
#include "tst_test.h"

static uid_t nobody, bin;

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETRESUID(nobody, nobody, nobody);
		TST_EXP_PASS(mkdir("closed", 0700), "mkdir() by user %u", nobody);
	}
	TST_EXP_EXITED(pid, 0);
	TST_VFORK(pid) {
		SAFE_SETRESUID(bin, bin, bin);
		TST_EXP_FAIL(mkdir("closed/dir", 0777), EACCES, "mkdir() in it by user %u", bin);
	}
	TST_EXP_EXITED(pid, 0);
}

static void setup(void)
{
	SAFE_CHMOD(".", 0777);
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	bin = SAFE_GETPWNAM("bin")->pw_uid;
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
