// SPDX-License-Identifier: GPL-2.0-or-later
/* SAFE_*() for epoll. */
#ifndef TST_EPOLL_H
#define TST_EPOLL_H

#include <sys/epoll.h>

#include "tst_safe.h"

#define SAFE_EPOLL_CREATE1(flags) TST_SAFE("epoll_create1(" #flags ")", epoll_create1(flags))
#define SAFE_EPOLL_CTL(epfd, op, fd, ev) TST_SAFE("epoll_ctl(" #epfd ", " #op ", " #fd ")", epoll_ctl(epfd, op, fd, ev))
#define SAFE_EPOLL_WAIT(epfd, events, max, timeout) \
	TST_SAFE("epoll_wait(" #epfd ")", epoll_wait(epfd, events, max, timeout))

#endif
