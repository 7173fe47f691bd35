// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A file in ramfs that is mapped can grow: the mapping stays as it is and the new pages, which do not exist,
 * cannot be mapped with it. It can shrink again as long as nothing of them is mapped.
 */
#include "../figures.h"

#define PAGES 4

static void run(void)
{
	size_t page = FIG_PAGE, len = PAGES * page;
	int fd = fig_ramfs_file("file", PAGES), good = 0;
	char *mem = SAFE_MMAP(NULL, len, FIG_RW, MAP_SHARED, fd, 0), *one;
	struct stat st;

	TST_EXP_PASS(ftruncate(fd, 2 * len), "a mapped file grows from 4 pages to 8");
	SAFE_FSTAT(fd, &st);
	TST_EXP_EQ_LI(st.st_size, 2 * len);
	for (int i = 0; i < PAGES; i++)
		good += fig_not(mem + i * page, page, 'a' + i) == -1;
	TST_EXP_EQ_LI(good, PAGES);
	TST_EXP_FAIL_PTR_VOID(fig_mmap(NULL, 2 * len, FIG_RW, MAP_SHARED, fd, 0), ENODEV,
			      "a mapping of all 8 pages");
	TST_EXP_PASS(ftruncate(fd, len), "back to 4 pages, with the first 4 mapped");
	SAFE_FTRUNCATE(fd, 2 * len);
	TST_EXP_EQ_LI(pread(fd, fig_text, len, len), len);
	TST_EXP_EXPR(fig_not(fig_text, len, 0) == -1, "the new pages read as zeroes");
	/* a single page that has been read exists and can be mapped */
	one = SAFE_MMAP(NULL, page, FIG_RW, MAP_SHARED, fd, 5 * page);
	TST_EXP_FAIL(ftruncate(fd, len), ETXTBSY, "back to 4 pages, with page 5 mapped");
	SAFE_MUNMAP(one, page);
	TST_EXP_PASS(ftruncate(fd, len), "and without it");
	TST_EXP_EXPR(fig_not(mem + 3 * page, page, 'd') == -1 && fig_byte(fd, len - 1) == 'd',
		     "the mapping and the file have their content");
	TST_EXP_PASS(munmap(mem, len));
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
