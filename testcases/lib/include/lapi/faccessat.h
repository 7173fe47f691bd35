// SPDX-License-Identifier: GPL-2.0-or-later
/* faccessat2(). */
#ifndef LAPI_FACCESSAT_H
#define LAPI_FACCESSAT_H

#include "lapi/fcntl.h"
#include "lapi/syscalls.h"

static inline int faccessat2(int dirfd, const char *pathname, int mode, int flags)
{
	return tst_syscall(__NR_faccessat2, dirfd, pathname, mode, flags);
}

#endif
