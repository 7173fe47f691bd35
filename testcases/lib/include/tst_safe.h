// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * How a SAFE_*() macro is made: it makes the call, and TBROK with the call's source text and errno when it failed.
 * The headers tst_safe_*.h are tables of such calls.
 */
#ifndef TST_SAFE_H
#define TST_SAFE_H

#include <errno.h>

void tst_safe_failed(const char *file, int line, const char *call);
void tst_safe_failed_err(const char *file, int line, const char *call, int err);

/* Failure is -1 (or (T *)-1): system calls, mmap, signal. */
#define TST_SAFE(TEXT, CALL)                                               \
	({                                                                 \
		typeof(CALL) tst_safe_ret_ = (CALL);                       \
		if (tst_safe_ret_ == (typeof(tst_safe_ret_))-1L)           \
			tst_safe_failed(__FILE__, __LINE__, TEXT);         \
		tst_safe_ret_;                                             \
	})

/* Failure is NULL. */
#define TST_SAFE_PTR(TEXT, CALL)                                           \
	({                                                                 \
		typeof(CALL) tst_safe_ret_ = (CALL);                       \
		if (!tst_safe_ret_)                                        \
			tst_safe_failed(__FILE__, __LINE__, TEXT);         \
		tst_safe_ret_;                                             \
	})

/* Failure is an error number returned: pthreads. */
#define TST_SAFE_ERRNO(TEXT, CALL)                                         \
	({                                                                 \
		int tst_safe_ret_ = (CALL);                                \
		if (tst_safe_ret_)                                         \
			tst_safe_failed_err(__FILE__, __LINE__, TEXT, tst_safe_ret_); \
		tst_safe_ret_;                                             \
	})

#endif
