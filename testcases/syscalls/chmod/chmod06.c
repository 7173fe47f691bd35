// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of chmod(): no right to the file or to its directory, and path names that lead nowhere. */
#include "tst_test.h"

#define MODE 0644
#define DIR_NAME "no_search"

static char long_name[PATH_MAX + 2];
static const char *unmapped;
static const char *const of_root = "of_root", *const below = DIR_NAME "/file", *const end = (const char *)-1,
	*const before_end = (const char *)-2, *const too_long = long_name, *const empty = "",
	*const through_file = "of_root/file";

static uid_t nobody;

static const struct row {
	const char *const *path;
	int err, as_nobody;
	const char *name;
} rows[] = {
	{&of_root, EPERM, 1, "a file of root, by nobody"},
	{&below, EACCES, 1, "a file below a directory without search right, by nobody"},
	{&end, EFAULT, 0, "path (void *)-1"},
	{&unmapped, EFAULT, 0, "path at an unmapped address"},
	{&before_end, EFAULT, 0, "path (void *)-2"},
	{&too_long, ENAMETOOLONG, 0, "path longer than PATH_MAX"},
	{&empty, ENOENT, 0, "empty path"},
	{&through_file, ENOTDIR, 0, "path through a regular file"},
};

static void run(unsigned int nr)
{
	const struct row *row = &rows[nr];

	if (row->as_nobody)
		SAFE_SETEUID(nobody);
	TST_EXP_FAIL(chmod(*row->path, MODE), row->err, "chmod(): %s", row->name);
	if (row->as_nobody)
		SAFE_SETEUID(0);
}

static void setup(void)
{
	memset(long_name, 'a', sizeof(long_name) - 1);
	unmapped = tst_get_bad_addr(NULL);
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	SAFE_TOUCH(of_root, 0666, NULL);
	SAFE_MKDIR(DIR_NAME, 0700);
	SAFE_TOUCH(below, 0666, NULL);
	SAFE_CHMOD(DIR_NAME, 0644);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
