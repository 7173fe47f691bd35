// SPDX-License-Identifier: GPL-2.0-or-later
/* timerfd is musl's. */
#ifndef LAPI_TIMERFD_H
#define LAPI_TIMERFD_H

#include <sys/timerfd.h>
#include <time.h>

#include "lapi/syscalls.h"

#ifndef TFD_TIMER_ABSTIME
#define TFD_TIMER_ABSTIME (1 << 0)
#endif
#ifndef TFD_TIMER_CANCEL_ON_SET
#define TFD_TIMER_CANCEL_ON_SET (1 << 1)
#endif
#ifndef TFD_CLOEXEC
#define TFD_CLOEXEC 02000000
#endif
#ifndef TFD_NONBLOCK
#define TFD_NONBLOCK 04000
#endif

#endif
