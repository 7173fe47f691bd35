// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A private writable mapping of a file is a copy of its own: the file's bytes, zeroes up to the end, and
 * neither side sees later stores of the other.
 */
#include "../figures.h"

#define SIZE 100

static void run(void)
{
	size_t len = 3 * FIG_PAGE;
	int fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600), ro;
	struct fig_map map;
	struct stat info;
	long copy;
	char *mem;

	memset(fig_text, 'f', SIZE);
	SAFE_WRITE(SAFE_WRITE_ALL, fd, fig_text, SIZE);
	SAFE_FSTAT(fd, &info);
	ro = SAFE_OPEN("file", O_RDONLY);
	fig_dirty(len, 8);
	copy = fig_mmap_copy();
	mem = mmap(NULL, len, FIG_RW, MAP_PRIVATE, ro, 0);
	if (mem == MAP_FAILED)
		tst_brk(TFAIL | TERRNO, "a private writable mapping of a read-only descriptor must work");
	TST_EXP_EXPR(1, "a private writable mapping of a read-only descriptor works");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy + 3);
	TST_EXP_EQ_LI(fig_not(mem, SIZE, 'f'), -1);
	TST_EXP_EQ_LI(fig_not(mem + SIZE, len - SIZE, 0), -1);
	fig_find(FIG_SELF, mem, &map);
	TST_EXP_EQ_STR(map.perms, "rw-p");
	TST_EXP_EXPR(strlen(map.path) > 5 && strcmp(map.path + strlen(map.path) - 5, "/file") == 0,
		     "/proc/self/maps has the file's path: %s", map.path);
	TST_EXP_EQ_LU(map.inode, info.st_ino);

	mem[0] = 'm';
	TST_EXP_EQ_LI(fig_byte(fd, 0), 'f');
	SAFE_PWRITE(SAFE_WRITE_ALL, fd, "w", 1, 1);
	TST_EXP_EQ_LI(mem[1], 'f');
	TST_EXP_PASS(munmap(mem, len));
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	SAFE_CLOSE(ro);
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_tmpdir = 1,
};
