// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of mkdir(). */
#include "tst_test.h"

static char long_name[NAME_MAX + 2], *bad_address;
static char *const name_too_long = long_name, *const existing = "file", *const missing = "missing/dir";
static char *const below_file = "file/dir";

static const struct {
	char *const *path;
	int err;
	const char *name;
} rows[] = {
	{&bad_address, EFAULT, "path at an address that is not mapped"},
	{&name_too_long, ENAMETOOLONG, "a name of 256 characters"},
	{&existing, EEXIST, "the name of an existing file"},
	{&missing, ENOENT, "below a missing directory"},
	{&below_file, ENOTDIR, "below a regular file"},
};

static void run(unsigned int nr)
{
	TST_EXP_FAIL(mkdir(*rows[nr].path, 0777), rows[nr].err, "mkdir(): %s", rows[nr].name);
}

static void setup(void)
{
	SAFE_TOUCH("file", 0666, NULL);
	memset(long_name, 'a', sizeof(long_name) - 1);
	bad_address = tst_get_bad_addr(NULL);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
