// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Several queues with several pairs each (msgstress.h says what a pair does). All queues are there from the beginning;
 * pairs run on some of them at a time, as many as the guest has memory for.
 */
#ifndef MSGSTRESS_QUEUES_H
#define MSGSTRESS_QUEUES_H

#include "msgstress.h"

#define MAX_QUEUES 64
#define MAX_PAIRS 10

static struct {
	key_t key;
	int id;
} queues[MAX_QUEUES];

/* The type of a pair's messages is the pid of its reader, so that many pairs can use one queue. */
TST_CHILD(pid_reader)
{
	struct pair pair = *(const struct pair *)tst_args_mem(args, 0, sizeof(pair));
	const struct tst_arg arg = tst_arg_mem(&pair, sizeof(pair));
	const struct tst_args own = {.child = args->child, .count = 1, .arg = &arg};

	pair.type = getpid();
	msg_reader(&own);
	/* The others must not wait for us for ever. */
	if (!TST_PASS)
		SAFE_MSGCTL(pair.id, IPC_RMID, NULL);
}

static inline void forget_queues(void)
{
	for (int i = 0; i < MAX_QUEUES; i++)
		queues[i].id = -1;
}

static inline void remove_queues(void)
{
	for (int i = 0; i < MAX_QUEUES; i++) {
		if (queues[i].id >= 0)
			SAFE_MSGCTL(queues[i].id, IPC_RMID, NULL);
		queues[i].id = -1;
	}
}

static inline void make_queues(int count)
{
	for (int i = 0; i < count; i++) {
		queues[i].key = GETIPCKEY();
		queues[i].id = SAFE_MSGGET(queues[i].key, IPC_CREAT | IPC_EXCL | 0600);
	}
}

/* How many queues can still be made. */
static inline int free_queues(void)
{
	struct msginfo info;
	int limit;

	SAFE_FILE_SCANF("/proc/sys/kernel/msgmni", "%d", &limit);
	SAFE_MSGCTL(0, MSG_INFO, (struct msqid_ds *)&info);
	return limit - info.msgpool;
}

/* The pairs of the queues first … first + count - 1, all at once. */
static inline void run_batch(int first, int count, int pairs, int messages)
{
	static pid_t writers[MAX_QUEUES][MAX_PAIRS], readers[MAX_QUEUES][MAX_PAIRS];

	for (int q = first; q < first + count; q++) {
		for (int p = 0; p < pairs; p++) {
			struct pair pair = {
				.key = queues[q].key,
				.id = queues[q].id,
				.messages = messages,
				.seed = q * MAX_PAIRS + p + 1,
			};

			snprintf(pair.name, sizeof(pair.name), "queue %d, pair %d", q + 1, p + 1);
			readers[q][p] = pair.type = tst_spawn(pid_reader, tst_arg_mem(&pair, sizeof(pair)));
			writers[q][p] = tst_spawn(msg_writer, tst_arg_mem(&pair, sizeof(pair)));
		}
	}
	for (int q = first; q < first + count; q++) {
		for (int p = 0; p < pairs; p++) {
			TST_EXP_EXITED(writers[q][p], 0, "queue %d, pair %d: writer", q + 1, p + 1);
			TST_EXP_EXITED(readers[q][p], 0, "queue %d, pair %d: reader", q + 1, p + 1);
		}
	}
}

static inline void run_queues(int count, int at_once, int pairs, int messages)
{
	/* At most half of the free process numbers. */
	const int limit = tst_get_free_pids() / 2 / (2 * pairs);

	at_once = MIN(at_once, limit);
	for (int q = 0; q < count; q += at_once)
		run_batch(q, MIN(at_once, count - q), pairs, messages);
	for (int q = 0; q < count; q++) {
		TST_EXP_PASS(msgctl(queues[q].id, IPC_RMID, NULL), "queue %d: IPC_RMID", q + 1);
		queues[q].id = -1;
	}
}

static inline int messages_of(const char *text, int normal)
{
	int messages = normal;

	if (tst_parse_int(text, &messages, 1, 1000000))
		tst_brk(TBROK, "-n %s is no number of messages", text);
	return messages;
}

#endif
