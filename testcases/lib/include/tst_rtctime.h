// SPDX-License-Identifier: GPL-2.0-or-later
/* The clock that runs when the machine is off. */
#ifndef TST_RTCTIME_H
#define TST_RTCTIME_H

#include <linux/rtc.h>

struct rtc_time;
void tst_rtc_clock_save(const char *rtc_dev);
void tst_rtc_clock_restore(const char *rtc_dev);
int tst_rtc_gettime(const char *rtc_dev, struct rtc_time *rtc_tm);
int tst_rtc_settime(const char *rtc_dev, struct rtc_time *rtc_tm);
int tst_rtc_ioctl(const char *rtc_dev, unsigned long request, struct rtc_time *rtc_tm);

#endif
