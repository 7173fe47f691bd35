// SPDX-License-Identifier: GPL-2.0-or-later
/* Clocks, the stop watch, and the time of day that a test may change. */
#include "lib.h"
#include "tst_clocks.h"
#include "tst_timer.h"

#define N(id) [id] = #id

static const char *const clock_names[] = {
	N(CLOCK_REALTIME),
	N(CLOCK_MONOTONIC),
	N(CLOCK_PROCESS_CPUTIME_ID),
	N(CLOCK_THREAD_CPUTIME_ID),
	N(CLOCK_MONOTONIC_RAW),
	N(CLOCK_REALTIME_COARSE),
	N(CLOCK_MONOTONIC_COARSE),
	N(CLOCK_BOOTTIME),
	N(CLOCK_REALTIME_ALARM),
	N(CLOCK_BOOTTIME_ALARM),
	N(CLOCK_TAI),
};

const char *tst_clock_name(clockid_t clk_id)
{
	if (clk_id >= 0 && (size_t)clk_id < ARRAY_SIZE(clock_names) && clock_names[clk_id])
		return clock_names[clk_id];
	return "CLOCK_???";
}

int tst_clock_getres(clockid_t clk_id, struct timespec *res)
{
	return syscall(SYS_clock_getres, clk_id, res);
}

int tst_clock_gettime(clockid_t clk_id, struct timespec *ts)
{
	return syscall(SYS_clock_gettime, clk_id, ts);
}

int tst_clock_settime(clockid_t clk_id, struct timespec *ts)
{
	return syscall(SYS_clock_settime, clk_id, ts);
}

/* --- stop watch --------------------------------------------------------------------------------------------------- */

static clockid_t watch_clock;
static struct timespec watch_start, watch_stop;

void tst_timer_check(clockid_t clk_id)
{
	if (tst_clock_gettime(clk_id, &watch_start) == 0)
		return;
	tst_brk((errno == EINVAL ? TCONF : TBROK) | TERRNO, "clock %s", tst_clock_name(clk_id));
}

void tst_timer_start(clockid_t clk_id)
{
	watch_clock = clk_id;
	if (tst_clock_gettime(watch_clock, &watch_start) < 0)
		tst_brk(TBROK | TERRNO, "clock %s", tst_clock_name(clk_id));
}

static struct timespec watch_now(void)
{
	struct timespec now;

	if (tst_clock_gettime(watch_clock, &now) < 0)
		tst_brk(TBROK | TERRNO, "clock %s", tst_clock_name(watch_clock));
	return now;
}

int tst_timer_expired_ms(long long ms)
{
	return tst_timespec_diff_ms(watch_now(), watch_start) >= ms;
}

void tst_timer_stop(void)
{
	watch_stop = watch_now();
}

struct timespec tst_timer_elapsed(void)
{
	return tst_timespec_diff(watch_stop, watch_start);
}

/* --- time of day -------------------------------------------------------------------------------------------------- */

static struct timespec real_before, steady_before;

void tst_wallclock_save(void)
{
	if (tst_clock_gettime(CLOCK_REALTIME, &real_before) < 0 ||
	    tst_clock_gettime(CLOCK_MONOTONIC_RAW, &steady_before) < 0)
		tst_brk(TBROK | TERRNO, "cannot read the clocks");
}

void tst_wallclock_restore(void)
{
	struct timespec steady, real;

	if (steady_before.tv_sec == 0 && steady_before.tv_nsec == 0)
		return;
	if (tst_clock_gettime(CLOCK_MONOTONIC_RAW, &steady) < 0)
		tst_brk(TBROK | TERRNO, "cannot read the clock");
	real = tst_timespec_add(real_before, tst_timespec_diff(steady, steady_before));
	if (tst_clock_settime(CLOCK_REALTIME, &real) < 0)
		tst_brk(TBROK | TERRNO, "cannot set the time of day back");
}
