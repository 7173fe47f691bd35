// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A ramfs file that gets its size while empty can be mapped shared: the mapping is the file, takes no memory
 * of its own, and leaves the data there when it goes.
 */
#include "../figures.h"

#define PAGES 4

static void run(void)
{
	size_t len = PAGES * FIG_PAGE;
	long unused, copy = fig_mmap_copy();
	struct fig_map map;
	char *mem;
	int fd;

	fig_dirty(len, 8);
	unused = fig_unused();
	fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	TST_EXP_PASS(ftruncate(fd, len));
	mem = mmap(NULL, len, FIG_RW, MAP_SHARED, fd, 0);
	if (mem == MAP_FAILED)
		tst_brk(TFAIL | TERRNO, "a shared mapping of a file in ramfs must work");
	TST_EXP_EXPR(fig_not(mem, len, 0) == -1, "the mapping is all zeroes");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	fig_find(FIG_SELF, mem, &map);
	TST_EXP_EQ_STR(map.perms, "rw-S");
	TST_EXP_EXPR(map.end - map.start == len && strstr(map.path, "/file"),
		     "its line has its length and path: %s", map.path);
	TST_EXP_EXPR(fig_has(FIG_REGIONS, mem, len, "rw-S"), "/proc/maps has it too");

	mem[FIG_PAGE + 1] = 's';
	TST_EXP_EQ_LI(fig_byte(fd, FIG_PAGE + 1), 's');
	SAFE_PWRITE(SAFE_WRITE_ALL, fd, "w", 1, 3 * FIG_PAGE);
	TST_EXP_EQ_LI(mem[3 * FIG_PAGE], 'w');

	TST_EXP_PASS(munmap(mem, len));
	TST_EXP_EQ_LI(fig_byte(fd, FIG_PAGE + 1), 's');
	TST_EXP_EXPR(!fig_has(FIG_REGIONS, mem, len, NULL), "the line of /proc/maps is gone");
	SAFE_UNLINK("file");
	TST_EXP_EQ_LI(fig_unused() + PAGES, unused);
	SAFE_CLOSE(fd);
	TST_EXP_EQ_LI(fig_unused_again(unused), unused);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
