// SPDX-License-Identifier: GPL-2.0-or-later
/* Races of two threads; see tst_fuzzy_sync.h. */
#include "lib.h"
#include "tst_clocks.h"
#include "tst_fuzzy_sync.h"

/* A test may write a bias in spins, of which one takes about so long. */
#define NS_PER_SPIN 10
/* The time between two looks at the clock, in rounds. */
#define CLOCK_EVERY 16

#define DEFAULT(field, value, low, high)                                                               \
	do {                                                                                           \
		if (!pair->field)                                                                      \
			pair->field = (value);                                                         \
		if (pair->field < (low) || pair->field > (high))                                       \
			tst_brk(TBROK, "tst_fzsync_pair: " #field " is not between " #low " and " #high); \
	} while (0)

void tst_fzsync_pair_init(struct tst_fzsync_pair *pair)
{
	DEFAULT(avg_alpha, 0.25, 0, 1);
	DEFAULT(min_samples, 1024, 20, INT_MAX);
	DEFAULT(max_dev_ratio, 0.1, 0, 1);
	DEFAULT(exec_time_p, 0.5, 0, 1);
	DEFAULT(exec_loops, 3000000, 20, INT_MAX);
	if (tst_ncpus() <= 1)
		pair->yield_in_wait = true;
}

static long long ns_between(struct timespec from, struct timespec to)
{
	return (to.tv_sec - from.tv_sec) * TST_NS_PER_S + to.tv_nsec - from.tv_nsec;
}

static struct timespec time_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC_RAW, &now);
	return now;
}

/* --- meeting points ----------------------------------------------------------------------------------------------- */

/* Counts this thread's arrival and waits for the other's. How often it looked; the end of the race ends all waiting. */
static int meet(struct tst_fzsync_pair *pair, uint64_t *own, const uint64_t *other)
{
	const uint64_t count = __atomic_add_fetch(own, 1, __ATOMIC_SEQ_CST);
	int spins = 0;

	while (__atomic_load_n(other, __ATOMIC_ACQUIRE) < count && !__atomic_load_n(&pair->exit, __ATOMIC_ACQUIRE)) {
		spins++;
		if (pair->yield_in_wait)
			sched_yield();
	}
	return spins;
}

void tst_fzsync_wait_a(struct tst_fzsync_pair *pair)
{
	meet(pair, &pair->a_cntr, &pair->b_cntr);
}

void tst_fzsync_wait_b(struct tst_fzsync_pair *pair)
{
	meet(pair, &pair->b_cntr, &pair->a_cntr);
}

static void wait_ns(const struct tst_fzsync_pair *pair, long long ns)
{
	const struct timespec from = time_now();

	while (ns_between(from, time_now()) < ns && !__atomic_load_n(&pair->exit, __ATOMIC_ACQUIRE)) {
		if (pair->yield_in_wait)
			sched_yield();
	}
}

/* --- when to start ------------------------------------------------------------------------------------------------ */

static void add_sample(struct tst_fzsync_stat *stat, float alpha, float sample)
{
	float deviation;

	stat->avg += alpha * (sample - stat->avg);
	deviation = sample - stat->avg;
	stat->avg_dev += alpha * ((deviation < 0 ? -deviation : deviation) - stat->avg_dev);
	stat->dev_ratio = stat->avg ? stat->avg_dev / stat->avg : 0;
	if (stat->dev_ratio < 0)
		stat->dev_ratio = -stat->dev_ratio;
}

static void sample_round(struct tst_fzsync_pair *pair)
{
	add_sample(&pair->diff_ss, pair->avg_alpha, ns_between(pair->b_start, pair->a_start));
	add_sample(&pair->diff_sa, pair->avg_alpha, ns_between(pair->a_start, pair->a_end));
	add_sample(&pair->diff_sb, pair->avg_alpha, ns_between(pair->b_start, pair->b_end));
	add_sample(&pair->diff_ab, pair->avg_alpha, ns_between(pair->b_end, pair->a_end));
	add_sample(&pair->spins_avg, pair->avg_alpha, pair->spins);
}

/*
 * From where B ends as A begins, to where A ends as B begins, any shift is equally likely. The lengths are what counts:
 * where they never settle, sampling ends after four times the wanted rounds.
 */
static void choose_delay(struct tst_fzsync_pair *pair)
{
	const float span = pair->diff_sa.avg + pair->diff_sb.avg;

	pair->delay = pair->delay_bias * NS_PER_SPIN;
	if (pair->exec_loop > 1 && pair->sampling >= 0) {
		const bool steady = pair->diff_sa.dev_ratio <= pair->max_dev_ratio &&
				    pair->diff_sb.dev_ratio <= pair->max_dev_ratio;

		sample_round(pair);
		if (pair->sampling > 0)
			pair->sampling--;
		if (pair->sampling == 0 && (steady || pair->exec_loop / 4 > pair->min_samples)) {
			pair->sampling = -1;
			tst_res(TINFO, "fuzzy sync: from here on with random delays");
			tst_fzsync_pair_info(pair);
		}
	}
	if (pair->sampling < 0 && span > 0 && span < INT_MAX / 2)
		pair->delay += (int)(drand48() * span - pair->diff_sb.avg);
	pair->spins = 0;
}

void tst_fzsync_start_race_a(struct tst_fzsync_pair *pair)
{
	choose_delay(pair);
	tst_fzsync_wait_a(pair);
	if (pair->delay < 0)
		wait_ns(pair, -(long long)pair->delay);
	pair->a_start = time_now();
}

void tst_fzsync_start_race_b(struct tst_fzsync_pair *pair)
{
	tst_fzsync_wait_b(pair);
	if (pair->delay > 0)
		wait_ns(pair, pair->delay);
	pair->b_start = time_now();
}

void tst_fzsync_end_race_a(struct tst_fzsync_pair *pair)
{
	pair->a_end = time_now();
	__atomic_add_fetch(&pair->spins, meet(pair, &pair->a_cntr, &pair->b_cntr), __ATOMIC_RELAXED);
}

void tst_fzsync_end_race_b(struct tst_fzsync_pair *pair)
{
	pair->b_end = time_now();
	__atomic_add_fetch(&pair->spins, meet(pair, &pair->b_cntr, &pair->a_cntr), __ATOMIC_RELAXED);
}

/* --- begin and end ------------------------------------------------------------------------------------------------ */

static void tell(const char *name, const char *unit, const struct tst_fzsync_stat *stat)
{
	tst_res(TINFO, "fuzzy sync: %s %.0f%s, deviation %.0f%s", name, stat->avg, unit, stat->avg_dev, unit);
}

void tst_fzsync_pair_info(struct tst_fzsync_pair *pair)
{
	tst_res(TINFO, "fuzzy sync: round %d, bias %d", pair->exec_loop, pair->delay_bias);
	tell("A takes", " ns", &pair->diff_sa);
	tell("B takes", " ns", &pair->diff_sb);
	tell("A starts behind B by", " ns", &pair->diff_ss);
	tell("A ends behind B by", " ns", &pair->diff_ab);
	tell("waits at the end", "", &pair->spins_avg);
}

void tst_fzsync_pair_cleanup(struct tst_fzsync_pair *pair)
{
	if (!pair->thread_b)
		return;
	if (!__atomic_exchange_n(&pair->exit, 1, __ATOMIC_SEQ_CST)) {
		usleep(100000); /* A left its loop early: B may be inside a call that does not end by itself */
		pthread_cancel(pair->thread_b);
	}
	SAFE_PTHREAD_JOIN(pair->thread_b, NULL);
	pair->thread_b = 0;
}

static void *cancellable(void *run_b)
{
	void *(*const func)(void *) = (void *(*)(void *))(uintptr_t)run_b;

	pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
	pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
	return func(NULL);
}

void tst_fzsync_pair_reset(struct tst_fzsync_pair *pair, void *(*run_b)(void *))
{
	unsigned int seconds = tst_remaining_runtime();

	tst_fzsync_pair_cleanup(pair);
	memset(&pair->diff_ss, 0, sizeof(pair->diff_ss));
	memset(&pair->diff_sa, 0, sizeof(pair->diff_sa));
	memset(&pair->diff_sb, 0, sizeof(pair->diff_sb));
	memset(&pair->diff_ab, 0, sizeof(pair->diff_ab));
	memset(&pair->spins_avg, 0, sizeof(pair->spins_avg));
	pair->delay = pair->delay_bias = pair->spins = pair->exit = pair->exec_loop = 0;
	pair->a_cntr = pair->b_cntr = 0;
	pair->sampling = pair->min_samples;
	pair->began = time_now();
	/* A test without a runtime has its timeout, of which half is left for what comes after. */
	if (seconds == 0)
		seconds = MAX(test_timeout_ms(), 0) / 2000;
	pair->limit_ms = seconds * 1000 * pair->exec_time_p;
	if (pair->yield_in_wait)
		pair->limit_ms = MIN(pair->limit_ms, TST_FZSYNC_ONE_CPU_S * 1000LL);
	if (run_b)
		SAFE_PTHREAD_CREATE(&pair->thread_b, NULL, cancellable, (void *)(uintptr_t)run_b);
}

static bool time_is_up(const struct tst_fzsync_pair *pair)
{
	return pair->exec_loop % CLOCK_EVERY == 0 && ns_between(pair->began, time_now()) / 1000000 >= pair->limit_ms;
}

int tst_fzsync_run_a(struct tst_fzsync_pair *pair)
{
	const char *why = NULL;

	if (++pair->exec_loop > pair->exec_loops)
		why = "all rounds are done";
	else if (time_is_up(pair))
		why = "the time is up";
	if (why) {
		tst_res(TINFO, "fuzzy sync: %s after %d", why, pair->exec_loop - 1);
		__atomic_store_n(&pair->exit, 1, __ATOMIC_SEQ_CST);
	}
	tst_fzsync_wait_a(pair);
	if (why)
		tst_fzsync_pair_cleanup(pair);
	return !why;
}

int tst_fzsync_run_b(struct tst_fzsync_pair *pair)
{
	tst_fzsync_wait_b(pair);
	return !__atomic_load_n(&pair->exit, __ATOMIC_ACQUIRE);
}
