// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Message queues under load, each with a leader: a process that starts the pairs of writer and reader on
 * its queue and waits for them. msgstress.h says what a pair does.
 */
#ifndef MSGCTL_LEADERS_H
#define MSGCTL_LEADERS_H

#include "../msgstress/msgstress.h"

#define MAX_QUEUES 16
#define MAX_PAIRS 10

/* What a leader is told. */
struct leader_task {
	key_t key;
	int id, index, pairs, messages;
	int types_are_pids; /* of the readers; else all messages are of type 1 */
};

static struct leader_task tasks[MAX_QUEUES];

/* A reader that wants messages of its own pid as type. */
TST_CHILD(own_reader)
{
	struct pair pair = *(const struct pair *)tst_args_mem(args, 0, sizeof(pair));
	const struct tst_arg arg = tst_arg_mem(&pair, sizeof(pair));

	pair.type = getpid();
	msg_reader(&(const struct tst_args){.child = args->child, .count = 1, .arg = &arg});
}

TST_CHILD(leader)
{
	const struct leader_task *task = tst_args_mem(args, 0, sizeof(*task));
	pid_t readers[MAX_PAIRS], writers[MAX_PAIRS];

	for (int i = 0; i < task->pairs; i++) {
		struct pair pair = {
			.key = task->key,
			.id = task->id,
			.messages = task->messages,
			.seed = task->index * MAX_PAIRS + i + 1,
			.type = 1,
		};

		snprintf(pair.name, sizeof(pair.name), "queue %d, pair %d", task->index, i);
		if (task->types_are_pids)
			pair.type = readers[i] = tst_spawn(own_reader, tst_arg_mem(&pair, sizeof(pair)));
		else
			readers[i] = tst_spawn(msg_reader, tst_arg_mem(&pair, sizeof(pair)));
		writers[i] = tst_spawn(msg_writer, tst_arg_mem(&pair, sizeof(pair)));
	}
	for (int i = 0; i < task->pairs; i++) {
		TST_EXP_EXITED(writers[i], 0, "queue %d, pair %d: writer", task->index, i);
		TST_EXP_EXITED(readers[i], 0, "queue %d, pair %d: reader", task->index, i);
	}
}

static inline void forget_queues(void)
{
	for (int i = 0; i < MAX_QUEUES; i++)
		tasks[i].id = -1;
}

static inline void remove_queues(void)
{
	for (int i = 0; i < MAX_QUEUES; i++) {
		if (tasks[i].id >= 0)
			SAFE_MSGCTL(tasks[i].id, IPC_RMID, NULL);
		tasks[i].id = -1;
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

static inline void make_queues(int count)
{
	for (int i = 0; i < count; i++) {
		tasks[i].index = i;
		tasks[i].key = GETIPCKEY();
		tasks[i].id = SAFE_MSGGET(tasks[i].key, IPC_CREAT | IPC_EXCL | 0600);
	}
}

/*
 * Leaders for all queues, at_once of them at a time, as many as the guest has memory for; then the queues
 * go.
 */
static inline void run_leaders(int count, int at_once, struct leader_task task)
{
	pid_t pids[MAX_QUEUES];
	int ended = 0;

	/* At most half of the free process numbers. */
	if (tst_get_free_pids() / 2 < at_once * (2 * task.pairs + 1))
		tst_brk(TCONF, "too few free process numbers: %d", tst_get_free_pids());
	for (int first = 0; first < count; first += at_once) {
		const int end = MIN(first + at_once, count);

		for (int i = first; i < end; i++) {
			task.key = tasks[i].key;
			task.id = tasks[i].id;
			task.index = i;
			pids[i] = tst_spawn(leader, tst_arg_mem(&task, sizeof(task)));
		}
		for (int i = first; i < end; i++) {
			TST_EXP_EXITED(pids[i], 0, "leader of queue %d", i);
			ended += TST_PASS;
		}
	}
	TST_EXP_EXPR(ended == count, "%d of %d leaders ended well", ended, count);
	for (int i = 0; i < count; i++) {
		TST_EXP_PASS(msgctl(tasks[i].id, IPC_RMID, NULL), "queue %d: IPC_RMID", i);
		tasks[i].id = -1;
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
