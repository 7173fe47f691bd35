// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of execve(), as the user nobody: paths that lead nowhere, and files that are no programs. */
#include "tst_test.h"

static char long_name[NAME_MAX + 2];
static const char *unmapped;
static const char *const too_long = long_name, *const missing = "missing",
	*const through_file = "mode_0600/file", *const no_exec = "mode_0600", *const nothing = "mode_0755";

static const struct row {
	const char *const *path;
	int err;
	const char *name;
} rows[] = {
	{&too_long, ENAMETOOLONG, "a name of 256 characters"},
	{&missing, ENOENT, "a file that does not exist"},
	{&through_file, ENOTDIR, "path through a regular file"},
	{&unmapped, EFAULT, "path at an unmapped address"},
	{&no_exec, EACCES, "own file without the right to execute"},
	{&nothing, ENOEXEC, "empty file with the right to execute"},
};

static void run(unsigned int nr)
{
	char *const argv[] = {"program", NULL};

	TST_EXP_FAIL(execve(*rows[nr].path, argv, environ), rows[nr].err, "execve(): %s", rows[nr].name);
}

static void setup(void)
{
	memset(long_name, 'a', sizeof(long_name) - 1);
	unmapped = tst_get_bad_addr(NULL);
	SAFE_SETEUID(SAFE_GETPWNAM("nobody")->pw_uid);
	SAFE_TOUCH(no_exec, 0600, NULL);
	SAFE_TOUCH(nothing, 0755, NULL);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
