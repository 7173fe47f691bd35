// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * tst_syscall() makes a system call by number and is TCONF where the kernel does not have it (ENOSYS). Where ENOSYS is
 * the answer to be tested, use syscall(); raw_syscall() touches not even errno.
 */
#ifndef TST_SYSCALL_H
#define TST_SYSCALL_H

#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tst_results.h"

/* A number that no kernel has, for calls younger than the C library's headers. */
#define TST_NO_SYSCALL_NR -1

#define tst_syscall(NR, ...)                                                                          \
	({                                                                                            \
		long tst_sys_ret_ = (NR) == TST_NO_SYSCALL_NR ? (errno = ENOSYS, -1L)                 \
							      : syscall(NR, ##__VA_ARGS__);           \
		if (tst_sys_ret_ == -1 && errno == ENOSYS)                                            \
			tst_brk(TCONF, "this kernel has no system call %d, " #NR, (int)(NR));         \
		tst_sys_ret_;                                                                         \
	})

/* The kernel's own answer: -errno on failure. */
long raw_syscall(long nr, long a, long b, long c, long d, long e, long f);
#define tst_raw_syscall(...) TST_RAW_SYSCALL_(__VA_ARGS__, 0, 0, 0, 0, 0, 0)
#define TST_RAW_SYSCALL_(nr, a, b, c, d, e, f, ...) \
	raw_syscall(nr, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))

#endif
