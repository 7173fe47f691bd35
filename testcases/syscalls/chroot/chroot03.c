// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of chroot(): path names that are too long, lead to no directory, or cannot be read. */
#include "tst_test.h"

static char long_name[NAME_MAX + 2];
static const char *unmapped;
static const char *const too_long = long_name, *const file = "file", *const missing = "missing";

static const struct row {
	const char *const *path;
	int err;
	const char *name;
} rows[] = {
	{&too_long, ENAMETOOLONG, "a name of 256 characters"},
	{&file, ENOTDIR, "a regular file"},
	{&missing, ENOENT, "a directory that does not exist"},
	{&unmapped, EFAULT, "path at an unmapped address"},
};

static void run(unsigned int nr)
{
	TST_EXP_FAIL(chroot(*rows[nr].path), rows[nr].err, "chroot(): %s", rows[nr].name);
}

static void setup(void)
{
	memset(long_name, 'a', sizeof(long_name) - 1);
	unmapped = tst_get_bad_addr(NULL);
	SAFE_TOUCH(file, 0644, NULL);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
