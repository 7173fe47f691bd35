// SPDX-License-Identifier: GPL-2.0-or-later
/* SAFE_*() for signal calls by number. */
#ifndef LAPI_SAFE_RT_SIGNAL_H
#define LAPI_SAFE_RT_SIGNAL_H

#include <signal.h>

#include "tst_safe.h"
#include "lapi/syscalls.h"

#define SAFE_RT_SIGACTION(signum, act, oldact, sigsetsize) \
	TST_SAFE("rt_sigaction(" #signum ")", tst_syscall(__NR_rt_sigaction, signum, act, oldact, sigsetsize))
#define SAFE_RT_SIGPROCMASK(how, set, oldset, sigsetsize) \
	TST_SAFE("rt_sigprocmask(" #how ")", tst_syscall(__NR_rt_sigprocmask, how, set, oldset, sigsetsize))

#endif
