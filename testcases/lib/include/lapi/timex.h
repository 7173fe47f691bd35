// SPDX-License-Identifier: GPL-2.0-or-later
/* adjtimex(). */
#ifndef LAPI_TIMEX_H
#define LAPI_TIMEX_H

#include <sys/timex.h>

#ifndef ADJ_OFFSET_SS_READ
#define ADJ_OFFSET_SS_READ 0xa001
#endif
#ifndef ADJ_NANO
#define ADJ_NANO 0x2000
#endif
#ifndef ADJ_MICRO
#define ADJ_MICRO 0x1000
#endif
#ifndef ADJ_TAI
#define ADJ_TAI 0x0080
#endif
#ifndef ADJ_SETOFFSET
#define ADJ_SETOFFSET 0x0100
#endif
#ifndef ADJ_ALL
#define ADJ_ALL (ADJ_OFFSET | ADJ_FREQUENCY | ADJ_MAXERROR | ADJ_ESTERROR | ADJ_STATUS | ADJ_TIMECONST | ADJ_TICK)
#endif

#endif
