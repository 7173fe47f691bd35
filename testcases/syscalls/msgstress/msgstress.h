// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Message queues under load. A pair is a writer and a reader on one queue; the writer sends messages of random length
 * with a known content, the reader must get all of them in order, of its own type and intact.
 *
 * Both come to the same messages by the same seed, so nothing but the queue connects them.
 */
#ifndef MSGSTRESS_H
#define MSGSTRESS_H

#include "tst_test.h"
#include "tst_safe_sysv_ipc.h"

#define TEXT_MAX 98

struct message {
	long type;
	char text[TEXT_MAX];
};

/* What both ends of a pair are told. */
struct pair {
	key_t key;
	int id;
	int messages;
	unsigned int seed;
	long type;  /* 0: the reader's pid; the writer is told the number */
	int silent; /* report failures only, and count what is good in struct counts */
	char name[32];
};

/* In the memory that all processes share. */
struct counts {
	int ids, intact;
};

static void count(int *counter, int value)
{
	__atomic_fetch_add(counter, value, __ATOMIC_SEQ_CST);
}

static size_t next_message(struct message *message, const struct pair *pair, unsigned int *seed)
{
	const size_t len = 1 + rand_r(seed) % TEXT_MAX;

	memset(message->text, pair->key % 255, TEXT_MAX);
	return len;
}

#define CHECK(pair, counter, good, ...)                        \
	do {                                                   \
		if ((pair)->silent)                            \
			TST_EXP_EXPR_SILENT(good, __VA_ARGS__); \
		else                                           \
			TST_EXP_EXPR(good, __VA_ARGS__);       \
		count(counter, good);                          \
	} while (0)

static void check_id(const struct pair *pair, const char *who)
{
	struct counts *counts = tst_shared(sizeof(*counts));

	CHECK(pair, &counts->ids, msgget(pair->key, 0) == pair->id, "%s, %s: msgget() finds queue %d", pair->name, who,
	      pair->id);
}

TST_CHILD(msg_writer)
{
	const struct pair *pair = tst_args_mem(args, 0, sizeof(*pair));
	struct message message = {.type = pair->type};
	unsigned int seed = pair->seed;

	check_id(pair, "writer");
	for (int i = 0; i < pair->messages; i++) {
		const size_t len = next_message(&message, pair, &seed);

		SAFE_MSGSND(pair->id, &message, len, 0);
	}
}

TST_CHILD(msg_reader)
{
	const struct pair *pair = tst_args_mem(args, 0, sizeof(*pair));
	struct counts *counts = tst_shared(sizeof(*counts));
	const long type = pair->type ? pair->type : getpid();
	unsigned int seed = pair->seed;
	struct message wanted, got;
	int intact = 0;

	check_id(pair, "reader");
	for (int i = 0; i < pair->messages; i++) {
		const size_t len = next_message(&wanted, pair, &seed);
		ssize_t ret;

		memset(&got, 0, sizeof(got));
		ret = SAFE_MSGRCV(pair->id, &got, TEXT_MAX, type, 0);
		if (ret != (ssize_t)len || got.type != type || memcmp(got.text, wanted.text, len) != 0) {
			tst_res(TINFO, "%s: message %d: %zd bytes of type %ld, expected %zu of type %ld", pair->name, i, ret,
				got.type, len, type);
			break;
		}
		intact++;
	}
	CHECK(pair, &counts->intact, intact == pair->messages, "%s: %d of %d messages came in order and intact", pair->name,
	      intact, pair->messages);
}

/* A new queue, for the pair; and both ends of the pair on it. */
static inline void new_queue(struct pair *pair)
{
	pair->key = GETIPCKEY();
	pair->id = SAFE_MSGGET(pair->key, IPC_CREAT | IPC_EXCL | 0600);
}

static inline void start_pair(struct pair *pair, pid_t *reader, pid_t *writer)
{
	struct pair writers = *pair;

	*reader = tst_spawn(msg_reader, tst_arg_mem(pair, sizeof(*pair)));
	if (writers.type == 0)
		writers.type = *reader;
	*writer = tst_spawn(msg_writer, tst_arg_mem(&writers, sizeof(writers)));
}

/* How many of the children exited with 0. */
static inline int ended_well(const pid_t *pids, int number)
{
	int good = 0, status;

	for (int i = 0; i < number; i++)
		good += waitpid(pids[i], &status, 0) == pids[i] && WIFEXITED(status) && WEXITSTATUS(status) == 0;
	return good;
}

#endif
