// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * ftruncate() of an empty file in ramfs gives it zeroed memory in one piece, in whole pages and no more: what
 * the block had beyond that is free again.
 */
#include "../figures.h"

#define ROUNDS 500

static const struct {
	size_t pages;
	int more;
} sizes[] = {{0, 1}, {1, -1}, {1, 0}, {1, 1}, {3, 0}, {5, 0}};

static void rounds(int count)
{
	for (int i = 0; i < count; i++) {
		int fd = SAFE_OPEN("round", O_RDWR | O_CREAT | O_EXCL, 0600);

		SAFE_FTRUNCATE(fd, 3 * FIG_PAGE);
		SAFE_CLOSE(fd);
		SAFE_UNLINK("round");
	}
}

static void run(unsigned int nr)
{
	size_t page = FIG_PAGE, size = sizes[nr].pages * page + sizes[nr].more;
	size_t len = (size + page - 1) / page * page;
	int fd = SAFE_OPEN("file", O_RDWR | O_CREAT | O_EXCL, 0600);
	struct stat st;
	char *mem;

	fig_dirty(8 * page, 16);
	TST_EXP_PASS(ftruncate(fd, size), "an empty file gets %zu bytes", size);
	SAFE_FSTAT(fd, &st);
	TST_EXP_EQ_LI(st.st_size, size);
	TST_EXP_EQ_LI(st.st_blocks * 512, len);
	TST_EXP_EQ_LI(read(fd, fig_text, sizeof(fig_text)), size);
	TST_EXP_EXPR(fig_not(fig_text, size, 0) == -1, "all of it reads as zeroes");
	mem = mmap(NULL, len, FIG_RW, MAP_SHARED, fd, 0);
	TST_EXP_EXPR(mem != MAP_FAILED && fig_not(mem, len, 0) == -1,
		     "a shared mapping of %zu bytes has zeroes behind the end of the file too", len);
	if (mem != MAP_FAILED)
		SAFE_MUNMAP(mem, len);
	SAFE_CLOSE(fd);
	SAFE_UNLINK("file");
}

static void leak(void)
{
	long unused;

	rounds(20);
	unused = fig_unused();
	rounds(ROUNDS);
	TST_EXP_EQ_LI(fig_unused_again(unused), unused);
}

static void each(unsigned int nr)
{
	if (nr < ARRAY_SIZE(sizes))
		run(nr);
	else
		leak();
}

static struct tst_test test = {
	.test = each,
	.tcnt = ARRAY_SIZE(sizes) + 1,
	.setup = fig_settle,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
