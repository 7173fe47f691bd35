// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Races of two threads: A, the test's own, and B, started here. Both go through a loop in step, and between start_race
 * and end_race each does its part as nearly as possible at the same moment as the other:
 *
 *	tst_fzsync_pair_init(&pair);                   (in setup)
 *
 *	tst_fzsync_pair_reset(&pair, thread_b);        static void *thread_b(void *unused)
 *	while (tst_fzsync_run_a(&pair)) {              {
 *		tst_fzsync_start_race_a(&pair);                while (tst_fzsync_run_b(&pair)) {
 *		…                                                      tst_fzsync_start_race_b(&pair);
 *		tst_fzsync_end_race_a(&pair);                          …
 *	}                                                              tst_fzsync_end_race_b(&pair);
 *	                                                       }
 *	tst_fzsync_pair_cleanup(&pair);                …
 *
 * The first min_samples rounds measure how long the parts take; from then on one thread starts later than the other by
 * a random time, chosen so that in the end each moment of A has met each moment of B. On one processor waiting is
 * sched_yield(), so that delays decide who comes first and where it is interrupted; and as such rounds soon bring nothing
 * new, a race ends there after TST_FZSYNC_ONE_CPU_S seconds.
 */
#ifndef TST_FUZZY_SYNC_H
#define TST_FUZZY_SYNC_H

#include <math.h>
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/time.h>
#include <time.h>

#include "tst_atomic.h"
#include "tst_cpu.h"
#include "tst_safe_pthread.h"
#include "tst_timer.h"

#define TST_FZSYNC_ONE_CPU_S 5

/* Nanoseconds, or a number; moving averages. */
struct tst_fzsync_stat {
	float avg;
	float avg_dev;
	float dev_ratio;
};

struct tst_fzsync_pair {
	/* May be set before tst_fzsync_pair_init(); 0 is the default. */
	float avg_alpha;     /* weight of a new sample: 0.25 */
	int min_samples;     /* 1024 */
	float max_dev_ratio; /* sampling goes on above this deviation: 0.1 */
	float exec_time_p;   /* share of the test's runtime: 0.5 */
	int exec_loops;      /* rounds at most: 3000000 */
	bool yield_in_wait;  /* true on one processor */

	struct timespec a_start, b_start, a_end, b_end;
	struct tst_fzsync_stat diff_ss; /* start of A behind that of B */
	struct tst_fzsync_stat diff_sa; /* how long A takes */
	struct tst_fzsync_stat diff_sb; /* how long B takes */
	struct tst_fzsync_stat diff_ab; /* end of A behind that of B */
	struct tst_fzsync_stat spins_avg;
	int spins;	/* how often one waited for the other at the end of this round */
	int delay;	/* ns by which B starts later in this round; below 0: A */
	int delay_bias; /* added to it; see tst_fzsync_pair_add_bias() */
	int sampling;	/* rounds that are still only measured */
	int exit;
	int exec_loop;
	pthread_t thread_b;
	/* The library's: how often each has come to a meeting point. */
	uint64_t a_cntr, b_cntr;
	struct timespec began;
	long long limit_ms;
};

void tst_fzsync_pair_init(struct tst_fzsync_pair *pair);
/* Starts thread B; run_b NULL when the test starts it by itself. */
void tst_fzsync_pair_reset(struct tst_fzsync_pair *pair, void *(*run_b)(void *));
void tst_fzsync_pair_cleanup(struct tst_fzsync_pair *pair);
void tst_fzsync_pair_info(struct tst_fzsync_pair *pair);

/* False when it is enough. */
int tst_fzsync_run_a(struct tst_fzsync_pair *pair);
int tst_fzsync_run_b(struct tst_fzsync_pair *pair);

void tst_fzsync_start_race_a(struct tst_fzsync_pair *pair);
void tst_fzsync_start_race_b(struct tst_fzsync_pair *pair);
void tst_fzsync_end_race_a(struct tst_fzsync_pair *pair);
void tst_fzsync_end_race_b(struct tst_fzsync_pair *pair);

/* One more meeting point, each thread calls its own. */
void tst_fzsync_wait_a(struct tst_fzsync_pair *pair);
void tst_fzsync_wait_b(struct tst_fzsync_pair *pair);

/* While sampling: A has come too late (change above 0, B shall wait longer), or too early. */
static inline void tst_fzsync_pair_add_bias(struct tst_fzsync_pair *pair, int change)
{
	if (pair->sampling > 0)
		pair->delay_bias += change;
}

#endif
