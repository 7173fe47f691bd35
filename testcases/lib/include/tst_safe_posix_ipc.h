// SPDX-License-Identifier: GPL-2.0-or-later
/* SAFE_*() for POSIX message queues and shared memory. */
#ifndef TST_SAFE_POSIX_IPC_H
#define TST_SAFE_POSIX_IPC_H

#include <mqueue.h>
#include <sys/mman.h>

#include "tst_safe.h"

#define SAFE_MQ_OPEN(...) TST_SAFE("mq_open(" #__VA_ARGS__ ")", mq_open(__VA_ARGS__))
#define SAFE_MQ_CLOSE(mq)                                          \
	do {                                                       \
		TST_SAFE("mq_close(" #mq ")", mq_close(mq));       \
		(mq) = -1;                                         \
	} while (0)
#define SAFE_MQ_NOTIFY(mq, ev) TST_SAFE("mq_notify(" #mq ")", mq_notify(mq, ev))
#define SAFE_MQ_SEND(mq, msg, len, prio) TST_SAFE("mq_send(" #mq ")", mq_send(mq, msg, len, prio))
#define SAFE_MQ_UNLINK(name) TST_SAFE("mq_unlink(" #name ")", mq_unlink(name))
#define SAFE_SHM_OPEN(...) TST_SAFE("shm_open(" #__VA_ARGS__ ")", shm_open(__VA_ARGS__))
#define SAFE_SHM_UNLINK(name) TST_SAFE("shm_unlink(" #name ")", shm_unlink(name))

#endif
