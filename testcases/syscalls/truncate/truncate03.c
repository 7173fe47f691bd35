// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of truncate(), called by a user without privileges. */
#include "tst_test.h"

#define LENGTH 256

static char long_path[PATH_MAX + 2], *bad_address;
static char *const read_only = "read_only", *const below_file = "file/name", *const high = (char *)-1;
static char *const path_too_long = long_path, *const empty = "";

static const struct {
	char *const *path;
	int err;
	const char *name;
} rows[] = {
	{&read_only, EACCES, "an own file with mode 0444"},
	{&below_file, ENOTDIR, "a path through a regular file"},
	{&high, EFAULT, "path (char *)-1"},
	{&bad_address, EFAULT, "path at an address that is not mapped"},
	{&path_too_long, ENAMETOOLONG, "a path longer than PATH_MAX"},
	{&empty, ENOENT, "an empty path"},
};

static void run(unsigned int nr)
{
	TST_EXP_FAIL(truncate(*rows[nr].path, LENGTH), rows[nr].err, "truncate(): %s", rows[nr].name);
}

static void setup(void)
{
	SAFE_CHMOD(".", 0777);
	memset(long_path, 'a', sizeof(long_path) - 1);
	bad_address = tst_get_bad_addr(NULL);
	SAFE_SETEUID(SAFE_GETPWNAM("nobody")->pw_uid);
	SAFE_TOUCH("file", 0666, NULL);
	SAFE_TOUCH(read_only, 0444, NULL);
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
