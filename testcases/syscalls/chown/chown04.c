// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of chown(): no right to the file or to its directory, and path names that lead nowhere. */
#include "tst_test.h"

#define DIR_NAME "closed"

static char long_name[PATH_MAX + 2];
static const char *unmapped;
static const char *const of_root = "of_root", *const below = DIR_NAME "/file", *const end = (const char *)-1,
	*const too_long = long_name, *const empty = "", *const through_file = "of_root/file";

static uid_t nobody;

static const struct row {
	const char *const *path;
	int err;
	const char *name;
} rows[] = {
	{&of_root, EPERM, "a file of root"},
	{&below, EACCES, "a file below root's directory of mode 0700"},
	{&end, EFAULT, "path (void *)-1"},
	{&unmapped, EFAULT, "path at an unmapped address"},
	{&too_long, ENAMETOOLONG, "path longer than PATH_MAX"},
	{&empty, ENOENT, "empty path"},
	{&through_file, ENOTDIR, "path through a regular file"},
};

static void run(unsigned int nr)
{
	TST_EXP_FAIL(chown(*rows[nr].path, nobody, -1), rows[nr].err, "chown() by nobody: %s", rows[nr].name);
}

static void setup(void)
{
	memset(long_name, 'a', sizeof(long_name) - 1);
	unmapped = tst_get_bad_addr(NULL);
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	SAFE_TOUCH(of_root, 0666, NULL);
	SAFE_MKDIR(DIR_NAME, 0700);
	SAFE_TOUCH(below, 0666, NULL);
	SAFE_SETEUID(nobody);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
