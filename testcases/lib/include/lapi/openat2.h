// SPDX-License-Identifier: GPL-2.0-or-later
/* openat2(). */
#ifndef LAPI_OPENAT2_H
#define LAPI_OPENAT2_H

#include <errno.h>
#include <stdint.h>
#include <sys/types.h>
#include <linux/openat2.h>

#include "lapi/syscalls.h"

static inline int openat2(int dfd, const char *pathname, struct open_how *how, size_t size)
{
	return tst_syscall(__NR_openat2, dfd, pathname, how, size);
}

struct open_how_pad {
	struct open_how how;
	uint64_t pad;
};

static inline void openat2_supported_by_kernel(void)
{
	if (syscall(__NR_openat2, -1, NULL, NULL, 0) == -1 && errno == ENOSYS)
		tst_brk(TCONF, "this kernel has no openat2()");
}

#endif
