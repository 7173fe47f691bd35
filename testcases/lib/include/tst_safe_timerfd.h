// SPDX-License-Identifier: GPL-2.0-or-later
/* SAFE_*() for timerfd. */
#ifndef TST_SAFE_TIMERFD_H
#define TST_SAFE_TIMERFD_H

#include <sys/timerfd.h>

#include "tst_safe.h"

#define SAFE_TIMERFD_CREATE(clk, flags) TST_SAFE("timerfd_create(" #clk ", " #flags ")", timerfd_create(clk, flags))
#define SAFE_TIMERFD_GETTIME(fd, cur) TST_SAFE("timerfd_gettime(" #fd ")", timerfd_gettime(fd, cur))
#define SAFE_TIMERFD_SETTIME(fd, flags, new, old) \
	TST_SAFE("timerfd_settime(" #fd ", " #flags ")", timerfd_settime(fd, flags, new, old))

#endif
