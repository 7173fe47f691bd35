// SPDX-License-Identifier: GPL-2.0-or-later
/* The system call gettimeofday with pointers that take nothing gives EFAULT. */
#include "tst_test.h"

#define BAD ((void *)-1)

/* The C library's function reads the clock and ignores the second pointer, hence syscall(). */
static void run(void)
{
	struct timeval now;

	TST_EXP_FAIL(syscall(SYS_gettimeofday, BAD, BAD), EFAULT, "gettimeofday(-1, -1)");
	TST_EXP_FAIL(syscall(SYS_gettimeofday, BAD, NULL), EFAULT, "gettimeofday(-1, NULL)");
	TST_EXP_FAIL(syscall(SYS_gettimeofday, &now, BAD), EFAULT, "gettimeofday(&now, -1)");
}

static struct tst_test test = {
	.test_all = run,
};
