// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The list of a process's mappings is the same text however it is read: in pieces of any size, from the
 * start again, from the middle, at offsets. The kernel finds its place again by the address of a mapping.
 */
#include "list.h"

static void run(void)
{
	size_t size, middle, first = 0;
	int fd, good = 0, rounds = 0;

	list_fill();
	TST_EXP_EQ_LI(list_found(FIG_SELF), LIST_MAPPINGS);
	size = list_steps(FIG_SELF);
	middle = size / 2 + 7;

	fd = SAFE_OPEN(FIG_SELF, O_RDONLY);
	list_rest(fd, list_again, 1000);
	SAFE_LSEEK(fd, 0, SEEK_SET);
	memset(list_again, 0, sizeof(list_again));
	TST_EXP_EQ_SZ(list_rest(fd, list_again, 3000), size);
	TST_EXP_EXPR(memcmp(list_whole, list_again, size) == 0, "after lseek() to 0 it is the same text");
	SAFE_LSEEK(fd, middle, SEEK_SET);
	TST_EXP_EQ_SZ(list_rest(fd, list_again, 3000), size - middle);
	TST_EXP_EXPR(memcmp(list_whole + middle, list_again, size - middle) == 0,
		     "from the middle it is the rest of the text");
	SAFE_LSEEK(fd, size, SEEK_SET);
	TST_EXP_EQ_SZ(list_rest(fd, list_again, 3000), 0);
	SAFE_LSEEK(fd, size + 100000, SEEK_SET);
	TST_EXP_EQ_SZ(list_rest(fd, list_again, 3000), 0);

	/* backwards and forwards, so that no read goes on from the one before */
	for (size_t at = 0; at < size; at += 997, rounds++) {
		size_t from = rounds % 2 ? size - 1 - at : at;
		ssize_t got = pread(fd, list_again, 500, from);

		good += got > 0 && (size_t)got <= MIN(size - from, (size_t)500) &&
			!memcmp(list_again, list_whole + from, got);
		first += got > 0 ? got : 0;
	}
	TST_EXP_EXPR(good == rounds && first > 0, "%d of %d pread() at offsets gave the text there", good,
		     rounds);
	TST_EXP_VAL(pread(fd, list_again, 500, size), 0);
	SAFE_CLOSE(fd);
	list_empty();
	TST_EXP_EQ_LI(list_found(FIG_SELF), 0);
}

static struct tst_test test = {
	.test_all = run,
};
