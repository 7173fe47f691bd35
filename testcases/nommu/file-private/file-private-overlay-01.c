// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A private read-only mapping of a ramfs file is the file's own pages: no memory is taken, writes to the
 * file are seen, and the pages live as long as the mapping does.
 */
#include "../figures.h"

#define PAGES 16

static void run(void)
{
	size_t len = PAGES * FIG_PAGE;
	long unused = fig_unused(), copy, full;
	int fd = fig_ramfs_file("file", PAGES);
	void *shared = SAFE_MMAP(NULL, len, FIG_RW, MAP_SHARED, fd, 0);
	char *mem;

	SAFE_MUNMAP(shared, len);
	copy = fig_mmap_copy();
	mem = mmap(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0);
	TST_EXP_EXPR(mem == shared, "the address is that of the shared mapping, %p: %p", shared, mem);
	if (mem == MAP_FAILED)
		tst_brk(TFAIL | TERRNO, "a private mapping of a ramfs file must work");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	TST_EXP_EXPR(fig_has(FIG_SELF, mem, len, "r--p"), "its letters are r--p");
	TST_EXP_EXPR(fig_not(mem, FIG_PAGE, 'a') == -1, "the file's content is in it");
	SAFE_PWRITE(SAFE_WRITE_ALL, fd, "w", 1, 7);
	TST_EXP_EQ_LI(mem[7], 'w');

	SAFE_UNLINK("file");
	SAFE_CLOSE(fd);
	fig_dirty(len, 8);
	full = fig_unused();
	TST_EXP_EXPR(mem[7] == 'w' && fig_not(mem + 8, FIG_PAGE - 8, 'a') == -1 &&
		     mem[len - 1] == 'a' + PAGES - 1,
		     "the content stays when the file is unlinked and closed");
	TST_EXP_PASS(munmap(mem, len));
	TST_EXP_EQ_LI(fig_unused_again(full + PAGES), full + PAGES);
	TST_EXP_EQ_LI(fig_unused(), unused);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
