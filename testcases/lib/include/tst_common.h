// SPDX-License-Identifier: GPL-2.0-or-later
/* Small macros that every test may use. */
#ifndef TST_COMMON_H
#define TST_COMMON_H

#include <stdint.h>

#define LTP_ATTRIBUTE_NORETURN __attribute__((noreturn))
#define LTP_ATTRIBUTE_UNUSED __attribute__((unused))
#define LTP_ATTRIBUTE_UNUSED_RESULT __attribute__((warn_unused_result))

/* LTP_VAR_USED(x) = f(): the compiler must keep x and its value. */
#define LTP_VAR_USED(p) __asm__ volatile("" : : "m"(p)); p

#ifndef ARRAY_SIZE
#define ARRAY_SIZE(arr) (sizeof(arr) / sizeof((arr)[0]))
#endif

#define LTP_ALIGN(x, a) __LTP_ALIGN_MASK(x, (typeof(x))(a) - 1)
#define __LTP_ALIGN_MASK(x, mask) (((x) + (mask)) & ~(mask))

/* Fails to compile when the condition is true. */
#define TST_BUILD_BUG_ON(condition) ((void)sizeof(char[1 - 2 * !!(condition)]))

#ifndef MIN
#define MIN(a, b)                                  \
	({                                         \
		typeof(a) tst_min_a_ = (a);        \
		typeof(b) tst_min_b_ = (b);        \
		tst_min_a_ < tst_min_b_ ? tst_min_a_ : tst_min_b_; \
	})
#endif
#ifndef MAX
#define MAX(a, b)                                  \
	({                                         \
		typeof(a) tst_max_a_ = (a);        \
		typeof(b) tst_max_b_ = (b);        \
		tst_max_a_ > tst_max_b_ ? tst_max_a_ : tst_max_b_; \
	})
#endif

/* A pointer as a number, for fields of the kernel's that hold either. */
#define TST_PTR_TO_UINT(ptr) ((uintptr_t)(ptr))

/* What a retried call returns when it went well. */
#define TST_RETVAL_EQ0(x) (!(x))
#define TST_RETVAL_NOTNULL(x) ((x) != 0)
#define TST_RETVAL_GE0(x) ((x) >= 0)

/*
 * Calls FUNC until ECHECK of its value holds: about one second by default, the pause doubling from 1 us. Its value
 * is the last one, good or not.
 */
#define TST_RETRY_FUNC(FUNC, ECHECK) TST_RETRY_FN_EXP_BACKOFF(FUNC, ECHECK, 1)
#define TST_RETRY_FN_EXP_BACKOFF(FUNC, ECHECK, MAX_DELAY)                                          \
	({                                                                                         \
		unsigned int tst_delay_ = 1, tst_limit_ = tst_multiply_timeout((MAX_DELAY) * 1000000U); \
		typeof(FUNC) tst_ret_;                                                             \
		for (;;) {                                                                         \
			errno = 0;                                                                 \
			tst_ret_ = FUNC;                                                           \
			if (ECHECK(tst_ret_))                                                      \
				break;                                                             \
			if (tst_delay_ >= tst_limit_)                                              \
				break;                                                             \
			usleep(tst_delay_);                                                        \
			tst_delay_ *= 2;                                                           \
		}                                                                                  \
		tst_ret_;                                                                          \
	})

/* A function that calls exec_fn once, whichever threads call it however often. For it pthread.h must be included. */
#define TST_DECLARE_ONCE_FN(name_fn, exec_fn)                                 \
	void name_fn(void)                                                    \
	{                                                                     \
		static pthread_once_t tst_once_ = PTHREAD_ONCE_INIT;          \
		pthread_once(&tst_once_, exec_fn);                            \
	}

#define TST_PAGE_ALIGN_MASK(size) (~((unsigned long)(size) - 1))

/* Bytes in units of 1024. */
#define TST_KB 1024ULL
#define TST_MB (1024 * TST_KB)
#define TST_GB (1024 * TST_MB)
#define TST_TB (1024 * TST_GB)

#define TST_TO_STR_(s) #s
#define TST_TO_STR(s) TST_TO_STR_(s)

#ifndef __GLIBC_PREREQ
#define LTP_GLIBC_PREREQ(x, y) 0
#endif

#endif
