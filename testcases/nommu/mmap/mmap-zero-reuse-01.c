// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Memory that had other contents before, our own or another process's, is cleared before it is handed out
 * again.
 */
#include "../figures.h"

#define ROUNDS 200
#define CHILDREN 5
#define CHILD_BLOCKS 64

static const int sizes[] = {1, 2, 3, 5, 16, 33};

static long dirty_byte(size_t len)
{
	char *mem = SAFE_MMAP(NULL, len, FIG_RW, FIG_ANON, -1, 0);
	long at = fig_not(mem, len, 0);

	memset(mem, 0xa5, len);
	SAFE_MUNMAP(mem, len);
	return at;
}

TST_CHILD(filler)
{
	size_t len = 33 * FIG_PAGE;

	for (int i = 0; i < CHILD_BLOCKS; i++)
		memset(SAFE_MMAP(NULL, len, FIG_RW, FIG_ANON, -1, 0), 0xa5, len);
}

static void run(void)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(sizes); i++) {
		long at = -1;

		for (int round = 0; round < ROUNDS && at < 0; round++)
			at = dirty_byte(sizes[i] * FIG_PAGE);
		TST_EXP_EXPR(at == -1, "%d pages, %d rounds: no byte of old memory (%ld)", sizes[i], ROUNDS,
			     at);
	}
	for (int child = 0; child < CHILDREN; child++) {
		static void *mem[CHILD_BLOCKS];
		pid_t pid = tst_spawn(filler);
		long at = -1;

		TST_EXP_EXITED(pid, 0, "the child that fills its memory");
		for (int i = 0; i < CHILD_BLOCKS; i++) {
			size_t len = sizes[i % ARRAY_SIZE(sizes)] * FIG_PAGE;

			mem[i] = SAFE_MMAP(NULL, len, FIG_RW, FIG_ANON, -1, 0);
			if (at < 0)
				at = fig_not(mem[i], len, 0);
		}
		for (int i = 0; i < CHILD_BLOCKS; i++)
			SAFE_MUNMAP(mem[i], sizes[i % ARRAY_SIZE(sizes)] * FIG_PAGE);
		TST_EXP_EXPR(at == -1, "no byte of the child's memory comes to us (%ld)", at);
	}
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.forks_child = 1,
};
