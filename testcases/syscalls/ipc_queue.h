// SPDX-License-Identifier: GPL-2.0-or-later
/* Message queues with a child that waits in msgrcv() or msgsnd(), for the message queue cases. */
#ifndef IPC_QUEUE_H
#define IPC_QUEUE_H

#include "tst_test.h"
#include "tst_safe_sysv_ipc.h"

#define TEXT_SIZE 1024
#define MSG_TYPE 1

struct queue_message {
	long type;
	char text[TEXT_SIZE];
};

/* Checkpoint: the child has nothing more to do but the call. */
#define QUEUE_CALLING 0

static int queue_id = -1;

static inline void queue_create(void)
{
	queue_id = SAFE_MSGGET(GETIPCKEY(), IPC_CREAT | IPC_EXCL | 0600);
}

static inline void queue_remove(void)
{
	if (queue_id >= 0)
		SAFE_MSGCTL(queue_id, IPC_RMID, NULL);
	queue_id = -1;
}

/* Until nothing more goes in without waiting. */
static inline void queue_fill(void)
{
	static struct queue_message message = {.type = MSG_TYPE};

	while (msgsnd(queue_id, &message, TEXT_SIZE, IPC_NOWAIT) == 0)
		;
	if (errno != EAGAIN)
		tst_brk(TBROK | TERRNO, "msgsnd() to fill the queue");
}

/* Returns when the child sleeps in its call. */
static inline void queue_wait_asleep(pid_t pid)
{
	TST_CHECKPOINT_WAIT(QUEUE_CALLING);
	TST_PROCESS_STATE_WAIT(pid, 'S', 5000);
}

static volatile sig_atomic_t queue_caught;

static inline void queue_on_signal(int sig)
{
	(void)sig;
	queue_caught++;
}

#endif
