// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of link(), for the old and for the new path. */
#include "tst_test.h"

static char long_path[PATH_MAX + 2], *bad_address;
static char *const missing = "missing", *const empty = "", *const missing_dir = "missing-dir/file";
static char *const below_file = "file/name", *const path_too_long = long_path, *const high = (char *)-1;
static char *const file = "file", *const new = "new", *const other = "other";
static char *const below_missing = "missing/name";

static const struct {
	char *const *old_path, *const *new_path;
	int err;
	const char *name;
} rows[] = {
	{&missing, &new, ENOENT, "old file missing"},
	{&empty, &new, ENOENT, "old path empty"},
	{&missing_dir, &new, ENOENT, "old path through a missing directory"},
	{&below_file, &new, ENOTDIR, "old path through a regular file"},
	{&path_too_long, &new, ENAMETOOLONG, "old path longer than PATH_MAX"},
	{&high, &new, EFAULT, "old path (char *)-1"},
	{&bad_address, &new, EFAULT, "old path at an address that is not mapped"},
	{&file, &empty, ENOENT, "new path empty"},
	{&file, &missing_dir, ENOENT, "new path through a missing directory"},
	{&file, &below_missing, ENOENT, "new path through a missing file"},
	{&file, &path_too_long, ENAMETOOLONG, "new path longer than PATH_MAX"},
	{&file, &high, EFAULT, "new path (char *)-1"},
	{&file, &bad_address, EFAULT, "new path at an address that is not mapped"},
	{&file, &other, EEXIST, "new path of an existing file"},
};

static void run(unsigned int nr)
{
	TST_EXP_FAIL(link(*rows[nr].old_path, *rows[nr].new_path), rows[nr].err, "link(): %s", rows[nr].name);
}

static void setup(void)
{
	SAFE_TOUCH(file, 0666, NULL);
	SAFE_TOUCH(other, 0666, NULL);
	memset(long_path, 'a', sizeof(long_path) - 1);
	bad_address = tst_get_bad_addr(NULL);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
