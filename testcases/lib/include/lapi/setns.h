// SPDX-License-Identifier: GPL-2.0-or-later
/* setns() by number. */
#ifndef LAPI_SETNS_H
#define LAPI_SETNS_H

#include <sched.h>

#include "lapi/syscalls.h"

static inline int ltp_setns(int fd, int nstype)
{
	return tst_syscall(__NR_setns, fd, nstype);
}

#endif
