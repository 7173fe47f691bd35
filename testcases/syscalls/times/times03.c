// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * times(): work in user code and in system calls shows in the times of the process itself, that of a child
 * in the times of its children as soon as it has been waited for.
 */
#include "tst_test.h"

#include <sys/times.h>

/* Many ticks of the clock, so that the work cannot slip through between them. */
#define WORK_MS 250

static long long cpu_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static void work_in_user_code(void)
{
	const long long end = cpu_ms() + WORK_MS;

	while (cpu_ms() < end) {
		for (volatile int i = 0; i < 1000000; i++)
			;
	}
}

static void work_in_kernel(void)
{
	const long long end = cpu_ms() + WORK_MS;
	static char buf[65536];
	int fd = SAFE_OPEN("/dev/zero", O_RDONLY);

	while (cpu_ms() < end)
		SAFE_READ(1, fd, buf, sizeof(buf));
	SAFE_CLOSE(fd);
}

TST_CHILD(worker)
{
	work_in_user_code();
	work_in_kernel();
}

static void run(void)
{
	struct tms before, own, all;
	pid_t pid;

	times(&before);
	TST_EXP_EXPR(before.tms_cutime == 0, "tms_cutime is 0 before a child was waited for: %ld",
		     (long)before.tms_cutime);
	TST_EXP_EXPR(before.tms_cstime == 0, "tms_cstime is 0 before a child was waited for: %ld",
		     (long)before.tms_cstime);
	work_in_user_code();
	work_in_kernel();
	times(&own);
	TST_EXP_EXPR(own.tms_utime > 0, "tms_utime is above 0 after work in user code: %ld",
		     (long)own.tms_utime);
	TST_EXP_EXPR(own.tms_stime > 0, "tms_stime is above 0 after work in system calls: %ld",
		     (long)own.tms_stime);
	pid = tst_spawn(worker);
	TST_EXP_EXITED(pid, 0);
	times(&all);
	TST_EXP_EXPR(all.tms_cutime > 0, "tms_cutime is above 0 after a child: %ld", (long)all.tms_cutime);
	TST_EXP_EXPR(all.tms_cstime > 0, "tms_cstime is above 0 after a child: %ld", (long)all.tms_cstime);
	TST_EXP_EXPR(all.tms_utime >= own.tms_utime, "tms_utime is not below %ld then: %ld",
		     (long)own.tms_utime, (long)all.tms_utime);
}

static struct tst_test test = {
	.test_all = run,
};
