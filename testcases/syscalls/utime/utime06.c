// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of utime() without times: a file that the user neither owns nor may write to, and an empty path. */
#include "tst_test.h"

#include <utime.h>

#define FILE_NAME "file"

static uid_t nobody;

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETEUID(nobody);
		TST_EXP_FAIL(utime(FILE_NAME, NULL), EACCES,
			     "utime(file of bin with mode 0444, NULL) as nobody");
	}
	TST_EXP_EXITED(pid, 0);
	TST_EXP_FAIL(utime("", NULL), ENOENT, "utime() of an empty path");
}

static void setup(void)
{
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	SAFE_CHMOD(".", 0755);
	SAFE_TOUCH(FILE_NAME, 0444, NULL);
	SAFE_CHOWN(FILE_NAME, SAFE_GETPWNAM("bin")->pw_uid, -1);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
