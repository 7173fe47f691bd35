// SPDX-License-Identifier: GPL-2.0-or-later
/* Protection keys of memory. */
#ifndef LAPI_PKEY_H
#define LAPI_PKEY_H

#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>

#include "lapi/syscalls.h"

#ifndef PKEY_DISABLE_ACCESS
#define PKEY_DISABLE_ACCESS 0x1
#endif
#ifndef PKEY_DISABLE_WRITE
#define PKEY_DISABLE_WRITE 0x2
#endif

static inline int pkey_alloc(unsigned int flags, unsigned int access_rights)
{
	return tst_syscall(__NR_pkey_alloc, flags, access_rights);
}

static inline int pkey_free(int pkey)
{
	return tst_syscall(__NR_pkey_free, pkey);
}

static inline int pkey_mprotect(void *addr, size_t len, int prot, int pkey)
{
	return tst_syscall(__NR_pkey_mprotect, addr, len, prot, pkey);
}

/* TCONF unless a key can be had. */
static inline void check_pkey_support(void)
{
	int pkey = pkey_alloc(0, 0);

	if (pkey == -1)
		tst_brk(TCONF | TERRNO, "no protection keys here");
	pkey_free(pkey);
}

#endif
