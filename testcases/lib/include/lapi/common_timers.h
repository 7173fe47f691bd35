// SPDX-License-Identifier: GPL-2.0-or-later
/* What the tests of POSIX timers share: the clocks, and which of them a kernel may be without. */
#ifndef LAPI_COMMON_TIMERS_H
#define LAPI_COMMON_TIMERS_H

#include <time.h>
#include <unistd.h>

#include "lapi/posix_clocks.h"
#include "lapi/syscalls.h"
#include "tst_clocks.h"
#include "tst_timer.h"

#ifndef NSEC_PER_SEC
#define NSEC_PER_SEC 1000000000L
#endif

static clock_t clock_list[] __attribute__((unused)) = {
	CLOCK_REALTIME, CLOCK_MONOTONIC,       CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID,
	CLOCK_BOOTTIME, CLOCK_BOOTTIME_ALARM, CLOCK_REALTIME_ALARM,     CLOCK_TAI,
};
#define CLOCKS_DEFINED (sizeof(clock_list) / sizeof(clock_list[0]))

static inline const char *get_clock_str(const int clock_id)
{
	return tst_clock_name(clock_id);
}

static inline int possibly_unsupported(clock_t clock)
{
	return clock == CLOCK_BOOTTIME || clock == CLOCK_BOOTTIME_ALARM || clock == CLOCK_REALTIME_ALARM ||
	       clock == CLOCK_TAI;
}

static inline int have_cputime_timers(void)
{
	return 1;
}

#endif
