// SPDX-License-Identifier: GPL-2.0-or-later
/* Futexes: operations, and the layouts of futex_waitv(). */
#ifndef LAPI_FUTEX_H
#define LAPI_FUTEX_H

#include <stdint.h>
#include <unistd.h>
#include <linux/futex.h>

#include "lapi/syscalls.h"

typedef volatile uint32_t futex_t;

#if !defined(SYS_futex) && defined(SYS_futex_time64)
#define SYS_futex SYS_futex_time64
#endif

#ifndef FUTEX_WAITV_MAX
#define FUTEX_WAITV_MAX 128
#define FUTEX_32 2
struct futex_waitv {
	uint64_t val;
	uint64_t uaddr;
	uint32_t flags;
	uint32_t __reserved;
};
#endif
#ifndef FUTEX_LOCK_PI2
#define FUTEX_LOCK_PI2 13
#endif

#endif
