// SPDX-License-Identifier: GPL-2.0-or-later
/* Nothing can be cut off a private mapping of a file: it goes as a whole. */
#include "../figures.h"

#define PAGES 3

static void run(void)
{
	static const char *const names[PAGES] = {"first", "middle", "last"};
	size_t page = FIG_PAGE, len = PAGES * page;
	int fd = fig_ramfs_file("file", PAGES);
	long copy = fig_mmap_copy();
	char *mem = SAFE_MMAP(NULL, len, FIG_RW, MAP_PRIVATE, fd, 0);

	for (int i = 0; i < PAGES; i++) {
		TST_EXP_FAIL(munmap(mem + i * page, page), EINVAL, "munmap of the %s page", names[i]);
		TST_EXP_EXPR(fig_has(FIG_SELF, mem, len, "rw-p"), "/proc/self/maps has all %d pages", PAGES);
		TST_EXP_EXPR(fig_not(mem, page, 'a') == -1 && fig_not(mem + page, page, 'b') == -1 &&
				     fig_not(mem + 2 * page, page, 'c') == -1,
			     "they have their content");
		TST_EXP_EQ_LI(fig_mmap_copy(), copy + PAGES);
	}
	TST_EXP_PASS(munmap(mem, len), "munmap of the whole");
	TST_EXP_EXPR(fig_gone(FIG_SELF, mem), "the mapping is gone");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_tmpdir = 1,
};
