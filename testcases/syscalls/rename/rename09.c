// SPDX-License-Identifier: GPL-2.0-or-later
/* rename() of a file out of another user's directory with mode 0700 gives EACCES. */
#include "tst_test.h"

#define FROM_DIR "nobody"
#define FROM FROM_DIR "/file"
#define TO_DIR "bin"
#define TO TO_DIR "/file"

static uid_t nobody, bin;

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETEUID(nobody);
		SAFE_MKDIR(FROM_DIR, 0700);
		SAFE_TOUCH(FROM, 0700, NULL);
	}
	TST_EXP_EXITED(pid, 0, "child that makes nobody's file");

	TST_VFORK(pid) {
		SAFE_SETEUID(bin);
		SAFE_MKDIR(TO_DIR, 0700);
		TST_EXP_FAIL(rename(FROM, TO), EACCES,
			     "rename() from nobody's directory into its own as bin");
	}
	TST_EXP_EXITED(pid, 0);
	TST_EXP_PASS(access(FROM, F_OK), "the file is where it was");

	SAFE_UNLINK(FROM);
	SAFE_RMDIR(FROM_DIR);
	SAFE_RMDIR(TO_DIR);
}

static void setup(void)
{
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	bin = SAFE_GETPWNAM("bin")->pw_uid;
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
