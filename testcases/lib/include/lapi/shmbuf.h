// SPDX-License-Identifier: GPL-2.0-or-later
/* struct shmid64_ds: a shared memory segment as shmctl() has it. */
#ifndef LAPI_SHMBUF_H
#define LAPI_SHMBUF_H

#include <asm/shmbuf.h>

#include "lapi/ipcbuf.h"
#include "lapi/posix_types.h"
#include "tst_timer.h"

#endif
