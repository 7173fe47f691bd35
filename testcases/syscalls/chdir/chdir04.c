// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of chdir(): a name that is too long, one of nothing, one that cannot be read. */
#include "tst_test.h"

static char long_name[NAME_MAX + 2];

static const struct row {
	const char *path;
	int err;
	const char *name;
} rows[] = {
	{long_name, ENAMETOOLONG, "a name of 256 characters"},
	{"missing", ENOENT, "a directory that does not exist"},
	{(void *)-1, EFAULT, "path (void *)-1"},
};

static void run(unsigned int nr)
{
	TST_EXP_FAIL(chdir(rows[nr].path), rows[nr].err, "chdir(): %s", rows[nr].name);
}

static void setup(void)
{
	memset(long_name, 'a', sizeof(long_name) - 1);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
