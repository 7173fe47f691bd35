// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Errors of sethostname(): lengths that cannot be, and a name at a bad address. The name stays what it
 * was.
 */
#define _GNU_SOURCE
#include "tst_test.h"

#define LONGEST 64

static char old_name[LONGEST + 1];

static void run(void)
{
	char name[LONGEST + 2] = "new-name", now[LONGEST + 1] = "";

	TST_EXP_FAIL(sethostname(name, -1), EINVAL, "sethostname() with length -1");
	TST_EXP_FAIL(sethostname(name, LONGEST + 1), EINVAL, "sethostname() with length %d", LONGEST + 1);
	TST_EXP_FAIL(sethostname((void *)-1, sizeof(old_name) - 1), EFAULT,
		     "sethostname() of a name at (void *)-1");
	SAFE_GETHOSTNAME(now, sizeof(now));
	TST_EXP_EQ_STR(now, old_name);
}

static void setup(void)
{
	SAFE_GETHOSTNAME(old_name, sizeof(old_name));
}

static void cleanup(void)
{
	SAFE_SETHOSTNAME(old_name, strlen(old_name));
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
};
