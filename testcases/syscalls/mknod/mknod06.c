// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of mknod() for a FIFO. */
#include "tst_test.h"

static char long_path[PATH_MAX + 2], *bad_address;
static char *const existing = "fifo", *const high = (char *)-1, *const empty = "";
static char *const missing = "missing/fifo";
static char *const path_too_long = long_path, *const below_fifo = "fifo/fifo";

static const struct {
	char *const *path;
	int err;
	const char *name;
} rows[] = {
	{&existing, EEXIST, "a FIFO that exists"},
	{&high, EFAULT, "path (char *)-1"},
	{&bad_address, EFAULT, "path at an address that is not mapped"},
	{&missing, ENOENT, "below a missing directory"},
	{&empty, ENOENT, "an empty path"},
	{&path_too_long, ENAMETOOLONG, "a path longer than PATH_MAX"},
	{&below_fifo, ENOTDIR, "below a FIFO"},
};

static void run(unsigned int nr)
{
	TST_EXP_FAIL(mknod(*rows[nr].path, S_IFIFO | 0600, 0), rows[nr].err, "mknod(): %s", rows[nr].name);
}

static void setup(void)
{
	SAFE_MKNOD(existing, S_IFIFO | 0600, 0);
	memset(long_path, 'a', sizeof(long_path) - 1);
	bad_address = tst_get_bad_addr(NULL);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
