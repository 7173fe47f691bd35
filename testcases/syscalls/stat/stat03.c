// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of stat(), called by a user without privileges. */
#include "tst_test.h"

static char long_path[PATH_MAX + 2], *bad_address;
static char *const closed = "closed/file", *const high = (char *)-1, *const path_too_long = long_path;
static char *const empty = "", *const below_file = "file/name";

static const struct {
	char *const *path;
	int err;
	const char *name;
} rows[] = {
	{&closed, EACCES, "a path through an own directory with mode 0600"},
	{&high, EFAULT, "path (char *)-1"},
	{&bad_address, EFAULT, "path at an address that is not mapped"},
	{&path_too_long, ENAMETOOLONG, "a path longer than PATH_MAX"},
	{&empty, ENOENT, "an empty path"},
	{&below_file, ENOTDIR, "a path through a regular file"},
};

static void run(unsigned int nr)
{
	struct stat st;

	TST_EXP_FAIL(stat(*rows[nr].path, &st), rows[nr].err, "stat(): %s", rows[nr].name);
}

static void setup(void)
{
	SAFE_CHMOD(".", 0777);
	memset(long_path, 'a', sizeof(long_path) - 1);
	bad_address = tst_get_bad_addr(NULL);
	SAFE_SETEUID(SAFE_GETPWNAM("nobody")->pw_uid);
	SAFE_TOUCH("file", 0666, NULL);
	SAFE_MKDIR("closed", 0700);
	SAFE_TOUCH(closed, 0666, NULL);
	SAFE_CHMOD("closed", 0600);
}

static void cleanup(void)
{
	SAFE_SETEUID(0);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
