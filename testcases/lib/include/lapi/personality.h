// SPDX-License-Identifier: GPL-2.0-or-later
/* Personalities. */
#ifndef LAPI_PERSONALITY_H
#define LAPI_PERSONALITY_H

#include <sys/personality.h>

#ifndef UNAME26
#define UNAME26 0x0020000
#endif
#ifndef STICKY_TIMEOUTS
#define STICKY_TIMEOUTS 0x4000000
#endif
#ifndef READ_IMPLIES_EXEC
#define READ_IMPLIES_EXEC 0x0400000
#endif

#endif
