// SPDX-License-Identifier: GPL-2.0-or-later
/* Message queues. */
#ifndef LAPI_MSG_H
#define LAPI_MSG_H

#include <sys/msg.h>

#ifndef MSG_STAT
#define MSG_STAT 11
#endif
#ifndef MSG_INFO
#define MSG_INFO 12
#endif
#ifndef MSG_STAT_ANY
#define MSG_STAT_ANY 13
#endif
#ifndef MSG_COPY
#define MSG_COPY 040000
#endif
#ifndef MSGMNI
#define MSGMNI 32000
#endif
#ifndef MSGMAX
#define MSGMAX 8192
#endif
#ifndef MSGMNB
#define MSGMNB 16384
#endif

#endif
