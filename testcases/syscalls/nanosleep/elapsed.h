// SPDX-License-Identifier: GPL-2.0-or-later
/* Times of the nanosleep cases, in nanoseconds. */
#ifndef ELAPSED_H
#define ELAPSED_H

#include "tst_test.h"
#include "tst_safe_clocks.h"

#define SECOND 1000000000LL
#define MILLISECOND 1000000LL

static inline long long to_ns(struct timespec time)
{
	return time.tv_sec * SECOND + time.tv_nsec;
}

static inline long long now_ns(void)
{
	struct timespec now;

	SAFE_CLOCK_GETTIME(CLOCK_MONOTONIC, &now);
	return to_ns(now);
}

#endif
