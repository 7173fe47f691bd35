// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Checkpoints between the processes of a test: futexes on the page they share. A wake waits until somebody has been
 * woken, so it does not matter who comes first. Needs .needs_checkpoints in LTP; here the page is always there.
 */
#ifndef TST_CHECKPOINT_H
#define TST_CHECKPOINT_H

#define TST_CHECKPOINT_TIMEOUT_MS 10000

#define TST_CHECKPOINT_WAIT(id) tst_safe_checkpoint_wait(__FILE__, __LINE__, id, 0)
#define TST_CHECKPOINT_WAIT2(id, msec_timeout) tst_safe_checkpoint_wait(__FILE__, __LINE__, id, msec_timeout)
#define TST_CHECKPOINT_WAKE(id) tst_safe_checkpoint_wake(__FILE__, __LINE__, id, 1)
#define TST_CHECKPOINT_WAKE2(id, nr_wake) tst_safe_checkpoint_wake(__FILE__, __LINE__, id, nr_wake)
#define TST_CHECKPOINT_WAKE_AND_WAIT(id)                                \
	do {                                                            \
		tst_safe_checkpoint_wake(__FILE__, __LINE__, id, 1);    \
		tst_safe_checkpoint_wait(__FILE__, __LINE__, id, 0);    \
	} while (0)

/* 0, or -1 with errno (ETIMEDOUT …). A timeout of 0 means the default of 10 seconds. */
int tst_checkpoint_wait(unsigned int id, unsigned int msec_timeout);
int tst_checkpoint_wake(unsigned int id, unsigned int nr_wake, unsigned int msec_timeout);
void tst_safe_checkpoint_wait(const char *file, int line, unsigned int id, unsigned int msec_timeout);
void tst_safe_checkpoint_wake(const char *file, int line, unsigned int id, unsigned int nr_wake);

#endif
