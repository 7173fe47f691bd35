// SPDX-License-Identifier: GPL-2.0-or-later
/* Clocks by system call, never by the C library's own shortcuts. */
#ifndef TST_CLOCKS_H
#define TST_CLOCKS_H

#include <time.h>

int tst_clock_getres(clockid_t clk_id, struct timespec *res);
int tst_clock_gettime(clockid_t clk_id, struct timespec *ts);
int tst_clock_settime(clockid_t clk_id, struct timespec *ts);
const char *tst_clock_name(clockid_t clk_id);

/* What .restore_wallclock does: sets the time of day back to what it would be without the test. */
void tst_wallclock_save(void);
void tst_wallclock_restore(void);

#endif
