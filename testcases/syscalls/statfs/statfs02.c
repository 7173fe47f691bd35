// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of statfs(). The system call itself: the C library's function writes to the buffer first. */
#include "tst_test.h"

static char long_name[NAME_MAX + 2], *bad_address;
static char *const below_file = "file/name", *const missing = "missing", *const name_too_long = long_name;
static char *const here = ".";
static struct statfs st;

static const struct {
	char *const *path;
	struct statfs *buf;
	int err;
	const char *name;
} rows[] = {
	{&below_file, &st, ENOTDIR, "a path through a regular file"},
	{&missing, &st, ENOENT, "a missing file"},
	{&name_too_long, &st, ENAMETOOLONG, "a name longer than NAME_MAX"},
	{&bad_address, &st, EFAULT, "path at an address that is not mapped"},
	{&here, (struct statfs *)-1, EFAULT, "buffer (void *)-1"},
};

static void run(unsigned int nr)
{
	TST_EXP_FAIL(tst_syscall(SYS_statfs, *rows[nr].path, rows[nr].buf), rows[nr].err, "statfs(): %s",
		     rows[nr].name);
}

static void setup(void)
{
	memset(long_name, 'a', sizeof(long_name) - 1);
	bad_address = tst_get_bad_addr(NULL);
	SAFE_TOUCH("file", 0666, NULL);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
