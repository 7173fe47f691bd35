// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Many readers of one pipe: each of 50 children gets exactly its share of what the parent wrote, in one
 * piece. They wait for it all at once, so they share the parent's memory (clone with own stacks): 50
 * programs would fill the guest.
 */
#define _GNU_SOURCE
#include "tst_test.h"

#define READERS 50
#define SHARE 50

static struct reader {
	pid_t pid;
	long got;
	char buf[SHARE + 1];
} readers[READERS];

static int fds[2];

/* Runs beside its parent in the same memory: raw system calls only. */
static int reader(void *arg)
{
	struct reader *self = arg;

	self->got = tst_raw_syscall(SYS_read, fds[0], self->buf, SHARE);
	return 0;
}

/* Block nr of what is written is SHARE times this byte. */
static char pattern(int nr)
{
	return 1 + nr;
}

/* The number of the block that a reader has, or -1. */
static int block_of(const struct reader *reader)
{
	for (int i = 1; i < SHARE; i++) {
		if (reader->buf[i] != reader->buf[0])
			return -1;
	}
	if (reader->buf[0] < pattern(0) || reader->buf[0] > pattern(READERS - 1))
		return -1;
	return reader->buf[0] - pattern(0);
}

static void run(void)
{
	static char text[READERS * SHARE];
	int seen[READERS] = {0}, different = 0;

	SAFE_PIPE(fds);
	for (int i = 0; i < READERS; i++) {
		memset(text + i * SHARE, pattern(i), SHARE);
		readers[i].pid = tst_clone_vm(reader, &readers[i], 0);
	}
	SAFE_WRITE(SAFE_WRITE_ALL, fds[1], text, sizeof(text));
	for (int i = 0; i < READERS; i++) {
		int block;

		TST_EXP_EXITED(readers[i].pid, 0, "reader %d", i);
		TST_EXP_EXPR(readers[i].got == SHARE,
			     "reader %d got %d bytes: %ld", i, SHARE, readers[i].got);
		block = block_of(&readers[i]);
		if (block >= 0 && !seen[block]++)
			different++;
	}
	TST_EXP_EXPR(different == READERS,
		     "each of the %d blocks was read once, in one piece: %d", READERS, different);
	SAFE_CLOSE(fds[0]);
	SAFE_CLOSE(fds[1]);
}

static struct tst_test test = {
	.test_all = run,
};
