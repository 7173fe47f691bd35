// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of unlink() that depend on the path alone. */
#include "tst_test.h"

static char long_path[PATH_MAX + 2], *bad_address;
static char *const missing = "missing", *const empty = "", *const below_missing = "missing/file";
static char *const below_file = "file/name", *const path_too_long = long_path, *const high = (char *)-1;

static const struct {
	char *const *path;
	int err;
	const char *name;
} rows[] = {
	{&missing, ENOENT, "a missing file"},
	{&empty, ENOENT, "an empty path"},
	{&below_missing, ENOENT, "a path through a missing directory"},
	{&below_file, ENOTDIR, "a path through a regular file"},
	{&high, EFAULT, "path (char *)-1"},
	{&path_too_long, ENAMETOOLONG, "a path longer than PATH_MAX"},
	{&bad_address, EFAULT, "path at an address that is not mapped"},
};

static void run(unsigned int nr)
{
	TST_EXP_FAIL(unlink(*rows[nr].path), rows[nr].err, "unlink(): %s", rows[nr].name);
}

static void setup(void)
{
	memset(long_path, 'a', sizeof(long_path) - 1);
	bad_address = tst_get_bad_addr(NULL);
	SAFE_TOUCH("file", 0666, NULL);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
