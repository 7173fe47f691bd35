// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A shared mapping ends with the last page of its file: more is ENODEV, and a refusal leaves nothing behind.
 */
#include "../figures.h"

static void refused(int fd, int pages, int first, const char *name)
{
	TST_EXP_FAIL_PTR_VOID(mmap(NULL, pages * FIG_PAGE, FIG_RW, MAP_SHARED, fd, first * FIG_PAGE), ENODEV,
			      "%s", name);
}

static void run(void)
{
	int empty = SAFE_OPEN("empty", O_RDWR | O_CREAT, 0600);
	int four = fig_ramfs_file("four", 4), odd = SAFE_OPEN("odd", O_RDWR | O_CREAT, 0600);
	int regions = fig_lines(FIG_REGIONS);
	long files = fig_files();
	char *mem;

	refused(empty, 1, 0, "an empty file");
	refused(four, 5, 0, "5 pages of 4");
	refused(four, 1, 4, "the fifth page of 4");
	refused(four, 2, 3, "2 pages from the fourth of 4");

	fig_dirty(2 * FIG_PAGE, 8);
	SAFE_FTRUNCATE(odd, 5000);
	memset(fig_text, 'o', 5000);
	SAFE_PWRITE(SAFE_WRITE_ALL, odd, fig_text, 5000, 0);
	refused(odd, 3, 0, "3 pages of 5000 bytes");
	TST_EXP_EQ_LI(fig_lines(FIG_REGIONS), regions);
	TST_EXP_EQ_LI(fig_files(), files);
	mem = mmap(NULL, 2 * FIG_PAGE, FIG_RW, MAP_SHARED, odd, 0);
	if (mem == MAP_FAILED)
		tst_brk(TFAIL | TERRNO, "2 pages of 5000 bytes must work");
	TST_EXP_EXPR(fig_not(mem, 5000, 'o') == -1, "2 pages of 5000 bytes begin with these");
	TST_EXP_EQ_LI(fig_not(mem + 5000, 2 * FIG_PAGE - 5000, 0), -1);
	SAFE_MUNMAP(mem, 2 * FIG_PAGE);
	TST_EXP_PASS(ftruncate(odd, 0), "no refusal holds the file of 5000 bytes");
	TST_EXP_PASS(ftruncate(four, 0), "no refusal holds the file of 4 pages");
	SAFE_CLOSE(empty);
	SAFE_CLOSE(four);
	SAFE_CLOSE(odd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_tmpdir = 1,
};
