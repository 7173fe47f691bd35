// SPDX-License-Identifier: GPL-2.0-or-later
/* getitimer() with a result pointer that takes nothing gives EFAULT, whichever timer is asked for. */
#include "tst_test.h"

static const struct {
	int which;
	const char *name;
} rows[] = {
	{ITIMER_REAL, "ITIMER_REAL"},
	{ITIMER_VIRTUAL, "ITIMER_VIRTUAL"},
	{ITIMER_PROF, "ITIMER_PROF"},
};

static void run(unsigned int nr)
{
	TST_EXP_FAIL(getitimer(rows[nr].which, (void *)-1), EFAULT, "getitimer(%s, (void *)-1)",
		     rows[nr].name);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
};
