// SPDX-License-Identifier: GPL-2.0-or-later
/* Checkpoints: a futex word each in the shared area. Their value never changes; who waits is woken or times out. */
#include "lib.h"

#include <linux/futex.h>
#include <sys/syscall.h>

static uint32_t *futex_of(unsigned int id)
{
	if (id >= FUTEXES || !lib.shared) {
		errno = EOVERFLOW;
		return NULL;
	}
	return &lib.shared->futex[id];
}

static unsigned int limit_of(unsigned int msec_timeout)
{
	return tst_multiply_timeout(msec_timeout ? msec_timeout : TST_CHECKPOINT_TIMEOUT_MS);
}

int tst_checkpoint_wait(unsigned int id, unsigned int msec_timeout)
{
	uint32_t *futex = futex_of(id);
	const int64_t until = now_ms() + limit_of(msec_timeout);

	if (!futex)
		return -1;
	for (;;) {
		int64_t left = until - now_ms();
		struct timespec ts;

		if (left <= 0) {
			errno = ETIMEDOUT;
			return -1;
		}
		ts.tv_sec = left / 1000;
		ts.tv_nsec = left % 1000 * 1000000;
		if (syscall(SYS_futex, futex, FUTEX_WAIT, *futex, &ts) == 0)
			return 0;
		if (errno != EINTR && errno != ETIMEDOUT)
			return -1;
	}
}

int tst_checkpoint_wake(unsigned int id, unsigned int nr_wake, unsigned int msec_timeout)
{
	uint32_t *futex = futex_of(id);
	const int64_t until = now_ms() + limit_of(msec_timeout);
	unsigned int woken = 0, pause_us = 20;

	if (!futex)
		return -1;
	for (;;) {
		long ret = syscall(SYS_futex, futex, FUTEX_WAKE, nr_wake - woken, NULL);

		if (ret < 0)
			return -1;
		woken += ret;
		if (woken >= nr_wake)
			return 0;
		if (now_ms() >= until) {
			errno = ETIMEDOUT;
			return -1;
		}
		usleep(pause_us);
		pause_us = MIN(pause_us * 2, 2000U);
	}
}

void tst_safe_checkpoint_wait(const char *file, int line, unsigned int id, unsigned int msec_timeout)
{
	if (tst_checkpoint_wait(id, msec_timeout) < 0)
		tst_brk_(file, line, TBROK | TERRNO, "checkpoint %u: nobody woke us in %u ms", id,
			 limit_of(msec_timeout));
}

void tst_safe_checkpoint_wake(const char *file, int line, unsigned int id, unsigned int nr_wake)
{
	if (tst_checkpoint_wake(id, nr_wake, 0) < 0)
		tst_brk_(file, line, TBROK | TERRNO, "checkpoint %u: not %u process(es) to wake in %u ms", id, nr_wake,
			 limit_of(0));
}
