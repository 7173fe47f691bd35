// SPDX-License-Identifier: GPL-2.0-or-later
/* struct semid64_ds: a set of semaphores as semctl() has it. */
#ifndef LAPI_SEMBUF_H
#define LAPI_SEMBUF_H

#include <asm/sembuf.h>

#include "lapi/ipcbuf.h"
#include "lapi/posix_types.h"
#include "tst_timer.h"

#endif
