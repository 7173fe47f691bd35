// SPDX-License-Identifier: GPL-2.0-or-later
/* renameat2(). Younger versions of musl have it; no macro tells, so the name stands for a function of ours. */
#ifndef LAPI_RENAMEAT_H
#define LAPI_RENAMEAT_H

#include <stdio.h>
#include <sys/types.h>

#include "lapi/fcntl.h"
#include "lapi/syscalls.h"

static inline int tst_renameat2_(int olddirfd, const char *oldpath, int newdirfd, const char *newpath,
				 unsigned int flags)
{
	return tst_syscall(__NR_renameat2, olddirfd, oldpath, newdirfd, newpath, flags);
}
#define renameat2 tst_renameat2_

#endif
