// SPDX-License-Identifier: GPL-2.0-or-later
/* Timer tests; see tst_timer_test.h. */
#include "lib.h"
#include "tst_clocks.h"
#include "tst_timer_test.h"

#include <sys/prctl.h>

static const struct length {
	long long usec;
	unsigned int samples;
} lengths[] = {
	{1000, 200}, {2000, 100}, {5000, 60}, {10000, 30}, {25000, 12}, {100000, 4}, {1000000, 1},
};

#define SAMPLES_MAX 512
#define MARGIN_US 1000

static long long samples[SAMPLES_MAX];
static unsigned int taken;
static struct tst_test *measured;
static char *opt_usec, *opt_samples;

void tst_timer_sample(void)
{
	if (taken < SAMPLES_MAX)
		samples[taken++] = tst_timer_elapsed_us();
}

static int ascending(const void *a, const void *b)
{
	const long long left = *(const long long *)a, right = *(const long long *)b;

	return (left > right) - (left < right);
}

static long long tolerance(long long usec)
{
	struct timespec resolution = {0};
	int slack_ns = prctl(PR_GET_TIMERSLACK, 0, 0, 0, 0);

	tst_clock_getres(CLOCK_MONOTONIC, &resolution);
	return MAX(slack_ns, 0) / 1000 + tst_timespec_to_us(resolution) + MARGIN_US + usec / 8;
}

static void judge(long long usec)
{
	const unsigned int half = (taken + 1) / 2;
	const long long allowed = usec + tolerance(usec);
	long long mean = 0;

	if (taken == 0)
		tst_brk(TBROK, "%s: .sample has taken no sample", measured->scall);
	qsort(samples, taken, sizeof(samples[0]), ascending);
	for (unsigned int i = 0; i < half; i++)
		mean += samples[i];
	mean /= half;
	tst_res(TINFO, "%s: %u sleeps of %lld us took %lld to %lld us", measured->scall, taken, usec, samples[0],
		samples[taken - 1]);
	if (samples[0] < usec)
		tst_res(TFAIL, "%s woke up after %lld us in place of %lld us", measured->scall, samples[0], usec);
	else if (mean > allowed)
		tst_res(TFAIL, "%s: sleeps of %lld us took %lld us, at most %lld us would be right", measured->scall,
			usec, mean, allowed);
	else
		tst_res(TPASS, "%s sleeps for %lld us as it should", measured->scall, usec);
}

static void measure(const struct length *length)
{
	taken = 0;
	for (unsigned int i = 0; i < length->samples; i++) {
		if (measured->sample(CLOCK_MONOTONIC, length->usec)) {
			tst_res(TINFO, "%s: .sample ended the measuring of %lld us", measured->scall, length->usec);
			return;
		}
	}
	judge(length->usec);
}

static void run(unsigned int nr)
{
	measure(&lengths[nr]);
}

static void run_once(void)
{
	struct length length = {1000, 100};
	long value = 0;

	if (tst_parse_long(opt_usec, &value, 1, 3600000000L))
		tst_brk(TBROK, "-s %s: not a time in microseconds", opt_usec);
	length.usec = opt_usec ? value : length.usec;
	value = length.samples;
	if (tst_parse_long(opt_samples, &value, 1, SAMPLES_MAX))
		tst_brk(TBROK, "-n %s: not a number up to %d", opt_samples, SAMPLES_MAX);
	length.samples = value;
	measure(&length);
}

static void setup(void)
{
	if (measured->setup)
		measured->setup();
	if (!opt_usec && !opt_samples)
		return;
	tst_test->test = NULL;
	tst_test->tcnt = 0;
	tst_test->test_all = run_once;
}

struct tst_test *tst_timer_test_setup(struct tst_test *timer_test)
{
	static struct tst_test test;
	static struct tst_option options[16] = {
		{"s:", &opt_usec, "sleep for so many microseconds, and for nothing else"},
		{"n:", &opt_samples, "so many times"},
	};
	size_t count = 2;

	for (struct tst_option *own = timer_test->options; own && own->optstr && count < ARRAY_SIZE(options) - 1; own++)
		options[count++] = *own;
	measured = timer_test;
	if (!measured->scall)
		measured->scall = "the call";
	test = *timer_test;
	test.options = options;
	test.setup = setup;
	test.tcnt = ARRAY_SIZE(lengths);
	test.test = run;
	test.test_all = NULL;
	return &test;
}
