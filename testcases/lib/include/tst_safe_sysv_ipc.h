// SPDX-License-Identifier: GPL-2.0-or-later
/* SAFE_*() for System V IPC. Without SYSVIPC in the kernel they are TCONF. */
#ifndef TST_SAFE_SYSV_IPC_H
#define TST_SAFE_SYSV_IPC_H

#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

#include "tst_safe.h"

#define TST_SAFE_IPC_(TEXT, CALL)                                             \
	({                                                                    \
		typeof(CALL) tst_ipc_ret_ = (CALL);                           \
		if (tst_ipc_ret_ == (typeof(tst_ipc_ret_))-1L)                \
			tst_safe_ipc_failed(__FILE__, __LINE__, TEXT);        \
		tst_ipc_ret_;                                                 \
	})
void tst_safe_ipc_failed(const char *file, int line, const char *call);

#define SAFE_MSGGET(key, flags) TST_SAFE_IPC_("msgget(" #key ", " #flags ")", msgget(key, flags))
#define SAFE_MSGSND(id, msg, size, flags) TST_SAFE_IPC_("msgsnd(" #id ", " #size ")", msgsnd(id, msg, size, flags))
#define SAFE_MSGRCV(id, msg, size, type, flags) \
	TST_SAFE_IPC_("msgrcv(" #id ", " #size ", " #type ")", msgrcv(id, msg, size, type, flags))
#define SAFE_MSGCTL(id, cmd, buf) TST_SAFE_IPC_("msgctl(" #id ", " #cmd ")", msgctl(id, cmd, buf))
#define SAFE_SHMGET(key, size, flags) TST_SAFE_IPC_("shmget(" #key ", " #size ", " #flags ")", shmget(key, size, flags))
#define SAFE_SHMAT(id, addr, flags) TST_SAFE_IPC_("shmat(" #id ", " #addr ", " #flags ")", shmat(id, addr, flags))
#define SAFE_SHMDT(addr) TST_SAFE_IPC_("shmdt(" #addr ")", shmdt(addr))
#define SAFE_SHMCTL(id, cmd, buf) TST_SAFE_IPC_("shmctl(" #id ", " #cmd ")", shmctl(id, cmd, buf))
#define SAFE_SEMGET(key, n, flags) TST_SAFE_IPC_("semget(" #key ", " #n ", " #flags ")", semget(key, n, flags))
#define SAFE_SEMCTL(...) TST_SAFE_IPC_("semctl(" #__VA_ARGS__ ")", semctl(__VA_ARGS__))
#define SAFE_SEMOP(id, ops, n) TST_SAFE_IPC_("semop(" #id ", " #n ")", semop(id, ops, n))

/* A key that is free now, and the largest number of objects still to be had. */
#define GETIPCKEY() tst_ipc_key_(__FILE__, __LINE__)
key_t tst_ipc_key_(const char *file, int line);

#endif
