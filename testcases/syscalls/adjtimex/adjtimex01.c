// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * adjtimex() reads the parameters of the clock and sets them to the same values; both return a state of the
 * clock.
 */
#include "tst_test.h"

#define ALL (ADJ_OFFSET | ADJ_FREQUENCY | ADJ_MAXERROR | ADJ_ESTERROR | ADJ_STATUS | ADJ_TIMECONST | ADJ_TICK)

static void expect_state(const char *name)
{
	TST_EXP_EXPR(TST_RET >= TIME_OK && TST_RET <= TIME_ERROR, "%s: a state from %d to %d, got %ld (%s)",
		     name, TIME_OK, TIME_ERROR, TST_RET, tst_strerrno(TST_ERR));
}

static void run(void)
{
	struct timex clock = {.modes = 0};

	TEST(adjtimex(&clock));
	expect_state("reading");
	clock.modes = ALL;
	TEST(adjtimex(&clock));
	expect_state("setting offset, frequency, errors, status, time constant and tick");
}

static struct tst_test test = {
	.test_all = run,
	.needs_root = 1,
};
