// SPDX-License-Identifier: GPL-2.0-or-later
/* execveat(). */
#ifndef LAPI_EXECVEAT_H
#define LAPI_EXECVEAT_H

#include "lapi/syscalls.h"

static inline int execveat(int dirfd, const char *pathname, char *const argv[], char *const envp[], int flags)
{
	return tst_syscall(__NR_execveat, dirfd, pathname, argv, envp, flags);
}

static inline void check_execveat(void)
{
	if (syscall(__NR_execveat, -1, "", NULL, NULL, 0) == -1 && errno == ENOSYS)
		tst_brk(TCONF, "this kernel has no execveat()");
}

#endif
