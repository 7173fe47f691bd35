// SPDX-License-Identifier: GPL-2.0-or-later
/* Signals. */
#ifndef LAPI_SIGNAL_H
#define LAPI_SIGNAL_H

#include <signal.h>

#ifndef __SIGRTMIN
#define __SIGRTMIN 32
#endif
#ifndef __SIGRTMAX
#define __SIGRTMAX 64
#endif
#ifndef SI_TKILL
#define SI_TKILL -6
#endif
#ifndef SI_SIGIO
#define SI_SIGIO -5
#endif
#ifndef TRAP_BRANCH
#define TRAP_BRANCH 3
#endif
#ifndef TRAP_HWBKPT
#define TRAP_HWBKPT 4
#endif
#ifndef SS_AUTODISARM
#define SS_AUTODISARM (1U << 31)
#endif

#endif
