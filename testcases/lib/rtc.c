// SPDX-License-Identifier: GPL-2.0-or-later
/* The clock that runs when the machine is off. */
#include "lib.h"
#include "tst_rtctime.h"

int tst_rtc_ioctl(const char *rtc_dev, unsigned long request, struct rtc_time *rtc_tm)
{
	int fd = SAFE_OPEN(rtc_dev, O_RDONLY), ret = ioctl(fd, request, rtc_tm);

	if (ret < 0)
		tst_res(TWARN | TERRNO, "ioctl(%s, 0x%lx)", rtc_dev, request);
	SAFE_CLOSE(fd);
	return ret < 0 ? -1 : 0;
}

int tst_rtc_gettime(const char *rtc_dev, struct rtc_time *rtc_tm)
{
	return tst_rtc_ioctl(rtc_dev, RTC_RD_TIME, rtc_tm);
}

int tst_rtc_settime(const char *rtc_dev, struct rtc_time *rtc_tm)
{
	return tst_rtc_ioctl(rtc_dev, RTC_SET_TIME, rtc_tm);
}

static struct rtc_time saved;
static struct timespec saved_at;

void tst_rtc_clock_save(const char *rtc_dev)
{
	if (tst_rtc_gettime(rtc_dev, &saved) < 0)
		tst_brk(TBROK, "cannot read %s", rtc_dev);
	syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &saved_at);
}

void tst_rtc_clock_restore(const char *rtc_dev)
{
	struct timespec now;
	struct tm *then, was;
	time_t time;

	if (saved_at.tv_sec == 0 && saved_at.tv_nsec == 0)
		return;
	syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
	was = (struct tm){
		.tm_sec = saved.tm_sec,
		.tm_min = saved.tm_min,
		.tm_hour = saved.tm_hour,
		.tm_mday = saved.tm_mday,
		.tm_mon = saved.tm_mon,
		.tm_year = saved.tm_year,
	};
	time = timegm(&was) + now.tv_sec - saved_at.tv_sec;
	then = gmtime(&time);
	saved = (struct rtc_time){
		.tm_sec = then->tm_sec,
		.tm_min = then->tm_min,
		.tm_hour = then->tm_hour,
		.tm_mday = then->tm_mday,
		.tm_mon = then->tm_mon,
		.tm_year = then->tm_year,
	};
	tst_rtc_settime(rtc_dev, &saved);
	saved_at = (struct timespec){0, 0};
}
