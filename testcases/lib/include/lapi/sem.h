// SPDX-License-Identifier: GPL-2.0-or-later
/* Semaphores. */
#ifndef LAPI_SEM_H
#define LAPI_SEM_H

#include <sys/sem.h>

#include "lapi/semun.h"

#ifndef SEM_STAT
#define SEM_STAT 18
#endif
#ifndef SEM_INFO
#define SEM_INFO 19
#endif
#ifndef SEM_STAT_ANY
#define SEM_STAT_ANY 20
#endif
#ifndef SEMVMX
#define SEMVMX 32767
#endif
#ifndef SEMMNI
#define SEMMNI 32000
#endif
#ifndef SEMMSL
#define SEMMSL 32000
#endif
#ifndef SEMOPM
#define SEMOPM 500
#endif

#endif
