// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of lchown(), called by a user without privileges. */
#include "tst_test.h"

static char long_path[PATH_MAX + 2], *bad_address;
static char *const symlink_ = "symlink", *const closed = "closed/symlink", *const high = (char *)-1;
static char *const path_too_long = long_path, *const below_file = "file/symlink", *const empty = "";

static const struct {
	char *const *path;
	int err;
	const char *name;
} rows[] = {
	{&symlink_, EPERM, "a symbolic link of root's"},
	{&closed, EACCES, "a path through a directory without search right"},
	{&high, EFAULT, "path (char *)-1"},
	{&bad_address, EFAULT, "path at an address that is not mapped"},
	{&path_too_long, ENAMETOOLONG, "a path longer than PATH_MAX"},
	{&below_file, ENOTDIR, "a path through a regular file"},
	{&empty, ENOENT, "an empty path"},
};

static void run(unsigned int nr)
{
	TST_EXP_FAIL(lchown(*rows[nr].path, geteuid(), getegid()), rows[nr].err, "lchown(): %s",
		     rows[nr].name);
}

static void setup(void)
{
	SAFE_CHMOD(".", 0755);
	SAFE_TOUCH("file", 0666, NULL);
	SAFE_SYMLINK("file", symlink_);
	SAFE_MKDIR("closed", 0700);
	SAFE_SYMLINK("file", closed);
	memset(long_path, 'a', sizeof(long_path) - 1);
	bad_address = tst_get_bad_addr(NULL);
	SAFE_SETEUID(SAFE_GETPWNAM("nobody")->pw_uid);
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
