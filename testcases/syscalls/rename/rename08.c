// SPDX-License-Identifier: GPL-2.0-or-later
/* rename() with a name at a bad address, the new, the old and both: EFAULT. */
#include "tst_test.h"

#define FILE_NAME "file"

static void run(void)
{
	const char *const bad = tst_get_bad_addr(NULL), *const null = NULL;

	TST_EXP_FAIL(rename(FILE_NAME, bad), EFAULT, "rename() to a bad address");
	TST_EXP_FAIL(rename(bad, FILE_NAME), EFAULT, "rename() from a bad address");
	TST_EXP_FAIL(syscall(SYS_rename, null, null), EFAULT, "rename(NULL, NULL)");
}

static void setup(void)
{
	SAFE_TOUCH(FILE_NAME, 0600, NULL);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
