// SPDX-License-Identifier: GPL-2.0-or-later
/* cachestat(), and what lapi/mmap.h has. */
#ifndef LAPI_MMAN_H
#define LAPI_MMAN_H

#include <stdint.h>
#include <sys/mman.h>
#include <linux/mman.h>
#include <linux/version.h>

#include "lapi/mmap.h"
#include "lapi/syscalls.h"

/* linux/mman.h of 6.5; nothing in it can be asked for with #ifdef. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 5, 0)
struct cachestat_range {
	uint64_t off;
	uint64_t len;
};

struct cachestat {
	uint64_t nr_cache;
	uint64_t nr_dirty;
	uint64_t nr_writeback;
	uint64_t nr_evicted;
	uint64_t nr_recently_evicted;
};
#endif

static inline int cachestat(int fd, struct cachestat_range *cstat_range, struct cachestat *cstat,
			    unsigned int flags)
{
	return tst_syscall(__NR_cachestat, fd, cstat_range, cstat, flags);
}

#endif
