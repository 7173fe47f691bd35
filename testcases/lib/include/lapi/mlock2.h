// SPDX-License-Identifier: GPL-2.0-or-later
/* mlock2() is musl's. */
#ifndef LAPI_MLOCK2_H
#define LAPI_MLOCK2_H

#include <sys/mman.h>

#include "lapi/syscalls.h"

#ifndef MLOCK_ONFAULT
#define MLOCK_ONFAULT 0x01
#endif
#ifndef MCL_ONFAULT
#define MCL_ONFAULT 4
#endif

#endif
