// SPDX-License-Identifier: GPL-2.0-or-later
/* close_range(). */
#ifndef LAPI_CLOSE_RANGE_H
#define LAPI_CLOSE_RANGE_H

#include "lapi/syscalls.h"

#ifndef CLOSE_RANGE_UNSHARE
#define CLOSE_RANGE_UNSHARE (1U << 1)
#endif
#ifndef CLOSE_RANGE_CLOEXEC
#define CLOSE_RANGE_CLOEXEC (1U << 2)
#endif

static inline int close_range(unsigned int first, unsigned int last, unsigned int flags)
{
	return tst_syscall(__NR_close_range, first, last, flags);
}

#endif
