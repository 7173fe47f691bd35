// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of rmdir(). */
#include "tst_test.h"

#define DIR_NAME "dir"
#define FILE_NAME DIR_NAME "/file"

static char long_path[PATH_MAX + 2];

static void run(void)
{
	TST_EXP_FAIL(rmdir(DIR_NAME), ENOTEMPTY, "rmdir() of a directory with a file in it");
	TST_EXP_FAIL(rmdir(long_path), ENAMETOOLONG,
		     "rmdir() of a path of %zu characters", strlen(long_path));
	TST_EXP_FAIL(rmdir("missing/dir"), ENOENT, "rmdir() below a directory that does not exist");
	TST_EXP_FAIL(rmdir(FILE_NAME "/dir"), ENOTDIR, "rmdir() below a regular file");
	TST_EXP_FAIL(rmdir(tst_get_bad_addr(NULL)), EFAULT, "rmdir() of a name at a bad address");
	TST_EXP_FAIL(syscall(SYS_rmdir, NULL), EFAULT, "rmdir(NULL)");
}

static void setup(void)
{
	/* a/a/a/…: only the whole is too long */
	for (size_t i = 0; i < sizeof(long_path) - 1; i++)
		long_path[i] = i % 2 ? '/' : 'a';
	SAFE_MKDIR(DIR_NAME, 0700);
	SAFE_TOUCH(FILE_NAME, 0600, NULL);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
