// SPDX-License-Identifier: GPL-2.0-or-later
/* access() of a path name that cannot be read gives EFAULT, in each mode. */
#include "tst_test.h"

static const char *unmapped;

static const struct mode {
	int mode;
	const char *name;
} modes[] = {
	{R_OK, "R_OK"},
	{W_OK, "W_OK"},
	{X_OK, "X_OK"},
	{F_OK, "F_OK"},
};

static void run(unsigned int nr)
{
	const char *const end = (const char *)-1;

	TST_EXP_FAIL(access(unmapped, modes[nr].mode), EFAULT, "access(unmapped address, %s)",
		     modes[nr].name);
	TST_EXP_FAIL(access(end, modes[nr].mode), EFAULT, "access(end of the address space, %s)",
		     modes[nr].name);
}

static void setup(void)
{
	unmapped = tst_get_bad_addr(NULL);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(modes),
	.test = run,
	.setup = setup,
};
