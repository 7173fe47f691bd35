// SPDX-License-Identifier: GPL-2.0-or-later
/* fchdir() to an open directory that its owner, nobody, has no right to search gives EACCES. */
#include "tst_test.h"

#define DIR_NAME "no_search"

static uid_t nobody;

static void run(void)
{
	pid_t pid;
	int fd;

	TST_VFORK(pid) {
		SAFE_SETEUID(nobody);
		SAFE_MKDIR(DIR_NAME, 0400);
		fd = SAFE_OPEN(DIR_NAME, O_RDONLY);
		TST_EXP_FAIL(fchdir(fd), EACCES, "fchdir() to a directory of mode 0400");
	}
	TST_EXP_EXITED(pid, 0);
	SAFE_RMDIR(DIR_NAME);
}

static void setup(void)
{
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
