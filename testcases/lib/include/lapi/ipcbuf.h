// SPDX-License-Identifier: GPL-2.0-or-later
/* struct ipc64_perm: owner and mode of an IPC object as the system calls have it. */
#ifndef LAPI_IPCBUF_H
#define LAPI_IPCBUF_H

#include <asm/ipcbuf.h>

#include "lapi/posix_types.h"

#endif
