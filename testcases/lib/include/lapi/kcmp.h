// SPDX-License-Identifier: GPL-2.0-or-later
/* kcmp(): whether two processes share something. */
#ifndef LAPI_KCMP_H
#define LAPI_KCMP_H

#include <sys/types.h>
#include <linux/kcmp.h>

#include "lapi/syscalls.h"

/* The types are enumerators in linux/kcmp.h. */

static inline int kcmp(int pid1, int pid2, int type, int fd1, int fd2)
{
	return tst_syscall(__NR_kcmp, pid1, pid2, type, fd1, fd2);
}

#endif
