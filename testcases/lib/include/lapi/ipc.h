// SPDX-License-Identifier: GPL-2.0-or-later
/* System V IPC: commands of every kind of object. */
#ifndef LAPI_IPC_H
#define LAPI_IPC_H

#include <sys/ipc.h>

#ifndef MSG_STAT_ANY
#define MSG_STAT_ANY 13
#endif
#ifndef SEM_STAT_ANY
#define SEM_STAT_ANY 20
#endif
#ifndef SHM_STAT_ANY
#define SHM_STAT_ANY 15
#endif

#endif
