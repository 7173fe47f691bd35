// SPDX-License-Identifier: GPL-2.0-or-later
/* Shared memory segments. */
#ifndef LAPI_SHM_H
#define LAPI_SHM_H

#include <limits.h>
#include <sys/shm.h>

#ifndef SHM_STAT
#define SHM_STAT 13
#endif
#ifndef SHM_INFO
#define SHM_INFO 14
#endif
#ifndef SHM_STAT_ANY
#define SHM_STAT_ANY 15
#endif
#ifndef SHM_LOCK
#define SHM_LOCK 11
#endif
#ifndef SHM_UNLOCK
#define SHM_UNLOCK 12
#endif
#ifndef SHMMIN
#define SHMMIN 1
#endif
#ifndef SHMMAX
#define SHMMAX (ULONG_MAX - (1UL << 24))
#endif
#ifndef SHMMNI
#define SHMMNI 4096
#endif
#ifndef SHMLBA
#define SHMLBA getpagesize()
#endif
#ifndef SHM_HUGETLB
#define SHM_HUGETLB 04000
#endif
#ifndef SHM_HUGE_SHIFT
#define SHM_HUGE_SHIFT 26
#endif

#endif
