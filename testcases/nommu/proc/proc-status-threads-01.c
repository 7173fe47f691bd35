// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What threads share with each other besides memory, their files, directory and signal handlers, counts as
 * shared in /proc/PID/status as long as there are two of them.
 */
#include <pthread.h>
#include "../figures.h"
#include "tst_safe_pthread.h"

/* The three records of the kernel together: less than a page each. */
#define RECORDS_MAX (3 * 4096)

struct amounts {
	long mem, shared;
};

static struct amounts amounts(void)
{
	const char *text = fig_read("/proc/self/status");

	return (struct amounts){fig_sum(text, "Mem:"), fig_sum(text, "Shared:")};
}

static void *wait_for_end(void *end)
{
	pthread_mutex_lock(end);
	pthread_mutex_unlock(end);
	return NULL;
}

static void run(void)
{
	static pthread_mutex_t end = PTHREAD_MUTEX_INITIALIZER;
	struct amounts before = amounts(), during, after;
	pthread_t thread;

	pthread_mutex_lock(&end);
	SAFE_PTHREAD_CREATE(&thread, NULL, wait_for_end, &end);
	during = amounts();
	pthread_mutex_unlock(&end);
	SAFE_PTHREAD_JOIN(thread, NULL);
	after = amounts();

	TST_EXP_EXPR(during.shared > before.shared && during.shared < before.shared + RECORDS_MAX,
		     "with a second thread Shared grows by the records of the kernel: by %ld",
		     during.shared - before.shared);
	TST_EXP_EQ_LI(after.shared, before.shared);
	TST_EXP_EXPR(after.mem >= before.mem, "and they are the process's own again: %ld, before %ld",
		     after.mem, before.mem);
}

static struct tst_test test = {
	.test_all = run,
};
