// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of symlink(), called by a user without privileges. */
#include "tst_test.h"

static char long_path[PATH_MAX + 2], *bad_address;
static char *const closed = "closed/link", *const existing = "file", *const high = (char *)-1;
static char *const path_too_long = long_path, *const empty = "", *const below_file = "file/link";

static const struct {
	char *const *link;
	int err;
	const char *name;
} rows[] = {
	{&closed, EACCES, "a link in an own directory with mode 0444"},
	{&existing, EEXIST, "a link name that exists"},
	{&high, EFAULT, "link name (char *)-1"},
	{&bad_address, EFAULT, "link name at an address that is not mapped"},
	{&path_too_long, ENAMETOOLONG, "a link name longer than PATH_MAX"},
	{&empty, ENOENT, "an empty link name"},
	{&below_file, ENOTDIR, "a link name through a regular file"},
};

static void run(unsigned int nr)
{
	TST_EXP_FAIL(symlink("target", *rows[nr].link), rows[nr].err, "symlink(): %s", rows[nr].name);
}

static void setup(void)
{
	SAFE_CHMOD(".", 0777);
	memset(long_path, 'a', sizeof(long_path) - 1);
	bad_address = tst_get_bad_addr(NULL);
	SAFE_SETEUID(SAFE_GETPWNAM("nobody")->pw_uid);
	SAFE_TOUCH("file", 0666, NULL);
	SAFE_MKDIR("closed", 0700);
	SAFE_CHMOD("closed", 0444);
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
