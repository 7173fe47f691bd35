// SPDX-License-Identifier: GPL-2.0-or-later
/* SAFE_*() for clocks and timers. */
#ifndef TST_SAFE_CLOCKS_H
#define TST_SAFE_CLOCKS_H

#include <signal.h>
#include <sys/timex.h>
#include <time.h>

#include "tst_safe.h"
#include "tst_clocks.h"
#include "lapi/posix_clocks.h"

#define SAFE_CLOCK_GETRES(clk, ts) TST_SAFE("clock_getres(" #clk ")", clock_getres(clk, ts))
#define SAFE_CLOCK_GETTIME(clk, ts) TST_SAFE("clock_gettime(" #clk ")", clock_gettime(clk, ts))
#define SAFE_CLOCK_SETTIME(clk, ts) TST_SAFE("clock_settime(" #clk ")", clock_settime(clk, ts))
#define SAFE_TIMER_CREATE(clk, ev, id) TST_SAFE("timer_create(" #clk ")", timer_create(clk, ev, id))
#define SAFE_TIMER_SETTIME(id, flags, val, old) \
	TST_SAFE("timer_settime(" #flags ")", timer_settime(id, flags, val, old))
#define SAFE_TIMER_GETTIME(id, val) TST_SAFE("timer_gettime()", timer_gettime(id, val))
#define SAFE_TIMER_DELETE(id) TST_SAFE("timer_delete()", timer_delete(id))
#define SAFE_CLOCK_ADJTIME(clk, tx) TST_SAFE("clock_adjtime(" #clk ")", clock_adjtime(clk, tx))

#endif
