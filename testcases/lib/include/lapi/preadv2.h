// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * preadv2() and pwritev2(). musl has them from 1.2.5 on; no macro tells, so the names stand for functions of ours.
 */
#ifndef LAPI_PREADV2_H
#define LAPI_PREADV2_H

#include <sys/types.h>
#include <sys/uio.h>

#include "lapi/syscalls.h"

/* The offset goes in two halves; a machine with 64-bit registers takes the low one whole. */
static inline ssize_t tst_preadv2_(int fd, const struct iovec *iov, int iovcnt, off_t offset, int flags)
{
	return tst_syscall(__NR_preadv2, fd, iov, iovcnt, (long)offset, (long)(offset >> 32), flags);
}
#define preadv2 tst_preadv2_

static inline ssize_t tst_pwritev2_(int fd, const struct iovec *iov, int iovcnt, off_t offset, int flags)
{
	return tst_syscall(__NR_pwritev2, fd, iov, iovcnt, (long)offset, (long)(offset >> 32), flags);
}
#define pwritev2 tst_pwritev2_

#ifndef RWF_HIPRI
#define RWF_HIPRI 0x00000001
#endif
#ifndef RWF_DSYNC
#define RWF_DSYNC 0x00000002
#endif
#ifndef RWF_SYNC
#define RWF_SYNC 0x00000004
#endif
#ifndef RWF_NOWAIT
#define RWF_NOWAIT 0x00000008
#endif
#ifndef RWF_APPEND
#define RWF_APPEND 0x00000010
#endif
#ifndef RWF_NOAPPEND
#define RWF_NOAPPEND 0x00000020
#endif
#ifndef RWF_ATOMIC
#define RWF_ATOMIC 0x00000040
#endif
#ifndef RWF_DONTCACHE
#define RWF_DONTCACHE 0x00000080
#endif

#endif
