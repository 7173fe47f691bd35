// SPDX-License-Identifier: GPL-2.0-or-later
/* epoll: flags younger than the C library, and epoll_pwait2(). */
#ifndef LAPI_EPOLL_H
#define LAPI_EPOLL_H

#include <signal.h>
#include <sys/epoll.h>
#include <time.h>

#include "lapi/syscalls.h"

#ifndef EPOLLRDHUP
#define EPOLLRDHUP 0x2000
#endif
#ifndef EPOLLEXCLUSIVE
#define EPOLLEXCLUSIVE (1U << 28)
#endif
#ifndef EPOLLWAKEUP
#define EPOLLWAKEUP (1U << 29)
#endif
#ifndef EPOLL_CLOEXEC
#define EPOLL_CLOEXEC 02000000
#endif

static inline int epoll_pwait2(int epfd, struct epoll_event *events, int maxevents,
			       const struct timespec *timeout, const sigset_t *sigmask)
{
	return tst_syscall(__NR_epoll_pwait2, epfd, events, maxevents, timeout, sigmask, (long)(_NSIG / 8));
}

/* TCONF where the kernel lacks the call. */
static inline void epoll_pwait_supported(void)
{
	if (syscall(__NR_epoll_pwait, -1, NULL, 0, 0, NULL, 0L) == -1 && errno == ENOSYS)
		tst_brk(TCONF, "this kernel has no epoll_pwait()");
}

static inline void epoll_pwait2_supported(void)
{
	if (syscall(__NR_epoll_pwait2, -1, NULL, 0, NULL, NULL, 0L) == -1 && errno == ENOSYS)
		tst_brk(TCONF, "this kernel has no epoll_pwait2()");
}

#endif
