// SPDX-License-Identifier: GPL-2.0-or-later
/* renameat2(): musl has it where stdio.h has RENAME_NOREPLACE. */
#ifndef LAPI_RENAMEAT_H
#define LAPI_RENAMEAT_H

#include <stdio.h>
#include <sys/types.h>

#include "lapi/syscalls.h"

#ifndef RENAME_NOREPLACE
static inline int renameat2(int olddirfd, const char *oldpath, int newdirfd, const char *newpath,
			    unsigned int flags)
{
	return tst_syscall(__NR_renameat2, olddirfd, oldpath, newdirfd, newpath, flags);
}
#endif

#include "lapi/fcntl.h"

#endif
