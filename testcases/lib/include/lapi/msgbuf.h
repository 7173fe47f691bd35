// SPDX-License-Identifier: GPL-2.0-or-later
/* struct msqid64_ds: a message queue as msgctl() has it. */
#ifndef LAPI_MSGBUF_H
#define LAPI_MSGBUF_H

#include <asm/msgbuf.h>

#include "lapi/ipcbuf.h"
#include "lapi/posix_types.h"
#include "tst_timer.h"

#endif
