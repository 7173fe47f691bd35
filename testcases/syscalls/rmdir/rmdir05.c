// SPDX-License-Identifier: GPL-2.0-or-later
/* rmdir() of ".", of names at bad addresses, and of an empty directory, which is gone afterwards. */
#include "tst_test.h"

#define DIR_NAME "dir"

static const int dot_errors[] = {EINVAL, EBUSY, ENOTEMPTY};

static void run(void)
{
	struct stat status;

	TST_EXP_FAIL_ARR(rmdir("."), dot_errors, ARRAY_SIZE(dot_errors), "rmdir(\".\")");
	TST_EXP_PASS(stat(".", &status), "stat() of \".\": it is there still");
	TST_EXP_FAIL(rmdir(tst_get_bad_addr(NULL)), EFAULT, "rmdir() of a name at a bad address");
	TST_EXP_FAIL(rmdir((void *)-1), EFAULT, "rmdir() of a name at (void *)-1, above the address space");
	SAFE_MKDIR(DIR_NAME, 0700);
	TST_EXP_PASS(rmdir(DIR_NAME), "rmdir() of an empty directory");
	TST_EXP_FAIL(stat(DIR_NAME, &status), ENOENT, "stat() of it afterwards");
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
