// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Tests of how exactly something sleeps. The test gives a function that measures one sleep:
 *
 *	static int sample(int clk_id, long long usec)
 *	{
 *		tst_timer_start(clk_id);
 *		…sleep for usec…
 *		tst_timer_stop();
 *		tst_timer_sample();
 *		return 0;	(anything else ends the measuring)
 *	}
 *
 *	static struct tst_test test = {.scall = "nanosleep()", .sample = sample};
 *
 * The library calls it for sleeps between 1 ms and 1 s. None may be shorter than asked for; and the better half of those
 * of one length may not be later, on average, than the timer slack, the clock's resolution, 1 ms and an eighth of the
 * time together. (The better half, because guests share their machine with others.)
 */
#ifndef TST_TIMER_TEST_H
#define TST_TIMER_TEST_H

#include "tst_test.h"
#include "tst_timer.h"

/* Takes what the stop watch shows as one sample. */
void tst_timer_sample(void);

/* Puts the measuring in place of the test's functions. tst_run_tcases() does it for tests that have a .sample. */
struct tst_test *tst_timer_test_setup(struct tst_test *timer_test);

#endif
