// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * chroot() of a child: below the new root it finds the file that is there, and its parent keeps the old root.
 */
#include "tst_test.h"

#define FILE_NAME "/file_of_chroot02"

static void run(void)
{
	struct stat st;
	pid_t pid;

	TST_VFORK(pid) {
		TST_EXP_PASS(chroot(tst_tmpdir_path()), "chroot() into the temporary directory");
		TST_EXP_PASS(stat(FILE_NAME, &st), "stat(" FILE_NAME ") below the new root");
	}
	TST_EXP_EXITED(pid, 0);
	TST_EXP_FAIL(stat(FILE_NAME, &st), ENOENT, "stat(" FILE_NAME ") in the parent");
}

static void setup(void)
{
	SAFE_TOUCH(&FILE_NAME[1], 0644, NULL);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
