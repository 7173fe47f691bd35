// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A file that grew by writing can be mapped shared only if its pages happen to be neighbours. Whether they
 * are is luck; that the answer is ENODEV or the file itself, never a copy, is not.
 */
#include "../figures.h"

#define PAGES 8

static void coherent(int fd, const char *name)
{
	char *mem = mmap(NULL, PAGES * FIG_PAGE, FIG_RW, MAP_SHARED, fd, 0);
	int wrong = -1;

	if (mem == MAP_FAILED) {
		TST_EXP_EXPR(errno == ENODEV, "%s: not in one piece, so ENODEV: %s", name,
			     tst_strerrno(errno));
		return;
	}
	for (int i = 0; i < PAGES; i++) {
		mem[i * FIG_PAGE] = 'A' + i;
		if (fig_byte(fd, i * FIG_PAGE) != 'A' + i)
			wrong = i;
	}
	TST_EXP_EXPR(wrong == -1, "%s: in one piece, and each store is in the file (%d)", name, wrong);
	SAFE_MUNMAP(mem, PAGES * FIG_PAGE);
}

static void run(void)
{
	int one = SAFE_OPEN("one", O_RDWR | O_CREAT, 0600), two = SAFE_OPEN("two", O_RDWR | O_CREAT, 0600);
	int hole = SAFE_OPEN("hole", O_RDWR | O_CREAT, 0600);
	char *mem;

	for (int i = 0; i < PAGES; i++) {
		memset(fig_text, 'a' + i, FIG_PAGE);
		SAFE_WRITE(SAFE_WRITE_ALL, one, fig_text, FIG_PAGE);
		SAFE_WRITE(SAFE_WRITE_ALL, two, fig_text, FIG_PAGE);
	}
	coherent(one, "the first of two files that grew in turn");
	coherent(two, "the second of them");

	SAFE_PWRITE(SAFE_WRITE_ALL, hole, fig_text, FIG_PAGE, 0);
	SAFE_PWRITE(SAFE_WRITE_ALL, hole, fig_text, FIG_PAGE, 2 * FIG_PAGE);
	TST_EXP_FAIL_PTR_VOID(mmap(NULL, 3 * FIG_PAGE, FIG_RW, MAP_SHARED, hole, 0), ENODEV,
			      "a file with a hole");
	mem = mmap(NULL, FIG_PAGE, FIG_RW, MAP_SHARED, hole, 0);
	TST_EXP_EXPR(mem != MAP_FAILED, "the page before the hole can be mapped");
	if (mem != MAP_FAILED) {
		mem[5] = 'H';
		TST_EXP_EQ_LI(fig_byte(hole, 5), 'H');
		SAFE_MUNMAP(mem, FIG_PAGE);
	}
	SAFE_CLOSE(one);
	SAFE_CLOSE(two);
	SAFE_CLOSE(hole);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
