// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of access(), as the user nobody. */
#include "tst_test.h"

static char long_name[PATH_MAX + 2];
static const char *unmapped;
static const char *const end = (const char *)-1, *const empty = "", *const too_long = long_name;
static const char *const write_only = "mode_0333", *const read_only = "mode_0555",
	*const no_exec = "mode_0666";

static const struct row {
	const char *const *path;
	int mode, err;
	const char *name;
} rows[] = {
	{&write_only, R_OK, EACCES, "own file of mode 0333, R_OK"},
	{&read_only, W_OK, EACCES, "own file of mode 0555, W_OK"},
	{&no_exec, X_OK, EACCES, "own file of mode 0666, X_OK"},
	{&no_exec, -1, EINVAL, "mode argument -1"},
	{&end, R_OK, EFAULT, "path (void *)-1"},
	{&unmapped, R_OK, EFAULT, "path at an unmapped address"},
	{&empty, R_OK, ENOENT, "empty path"},
	{&too_long, R_OK, ENAMETOOLONG, "path longer than PATH_MAX"},
};

static void run(unsigned int nr)
{
	TST_EXP_FAIL(access(*rows[nr].path, rows[nr].mode), rows[nr].err, "access(): %s", rows[nr].name);
}

static void setup(void)
{
	memset(long_name, 'a', sizeof(long_name) - 1);
	unmapped = tst_get_bad_addr(NULL);
	SAFE_SETUID(SAFE_GETPWNAM("nobody")->pw_uid);
	SAFE_TOUCH(write_only, 0333, NULL);
	SAFE_TOUCH(read_only, 0555, NULL);
	SAFE_TOUCH(no_exec, 0666, NULL);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
