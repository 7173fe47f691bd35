// SPDX-License-Identifier: GPL-2.0-or-later
/* What the tests of System V IPC share. */
#ifndef TSE_NEWIPC_H
#define TSE_NEWIPC_H

#include <sys/types.h>
#include <time.h>

#include "tst_safe_sysv_ipc.h"

#define MSG_RD 0400
#define MSG_WR 0200
#define MSG_RW (MSG_RD | MSG_WR)
#define MSGSIZE 1024
#define MSGTYPE 1
#define NR_MSGQUEUES 16

#define SEM_RD 0400
#define SEM_ALT 0200
#define SEM_RA (SEM_RD | SEM_ALT)
#define PSEMS 10

#define SHM_RD 0400
#define SHM_WR 0200
#define SHM_RW (SHM_RD | SHM_WR)
#define SHM_SIZE 2048
#define INT_SIZE 4
#define MODE_MASK 0x01FF

/* GETIPCKEY(), a key that is free now, is in tst_safe_sysv_ipc.h. */

/* How many objects there are now, by /proc/sysvipc. */
#define GET_USED_QUEUES() tst_used_sysvipc_(__FILE__, __LINE__, "/proc/sysvipc/msg")
#define GET_USED_SEGMENTS() tst_used_sysvipc_(__FILE__, __LINE__, "/proc/sysvipc/shm")
#define GET_USED_ARRAYS() tst_used_sysvipc_(__FILE__, __LINE__, "/proc/sysvipc/sem")
int tst_used_sysvipc_(const char *file, int line, const char *path);

/* Where a segment can be attached. */
#define PROBE_FREE_ADDR() tst_probe_free_addr_(__FILE__, __LINE__)
void *tst_probe_free_addr_(const char *file, int line);

time_t get_ipc_timestamp(void);

#endif
