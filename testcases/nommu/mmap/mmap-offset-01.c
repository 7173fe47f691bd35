// SPDX-License-Identifier: GPL-2.0-or-later
/* The offset of a file mapping: whole pages only, counted right, and zeroes behind the end of the file. */
#include "../figures.h"

static void behind(int fd, int prot, const char *name)
{
	size_t page = FIG_PAGE;
	char *mem;

	fig_dirty(2 * page, 8);
	mem = fig_mmap(NULL, 2 * page, prot, MAP_PRIVATE, fd, 5 * page);
	if (mem == MAP_FAILED) {
		tst_res(TFAIL | TERRNO, "%s mapping behind the end of the file must work", name);
		return;
	}
	TST_EXP_EXPR(fig_not(mem, 2 * page, 0) == -1, "a %s mapping behind the end of the file is all zeroes",
		     name);
	SAFE_MUNMAP(mem, 2 * page);
}

static void run(void)
{
	size_t page = FIG_PAGE;
	int fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	char *mem;

	memset(fig_text, 'a', page);
	memset(fig_text + page, 'b', page);
	fig_text[page] = 'B';
	SAFE_WRITE(SAFE_WRITE_ALL, fd, fig_text, 2 * page);

	TST_EXP_FAIL_PTR_VOID(fig_mmap(NULL, page, PROT_READ, MAP_PRIVATE, fd, 100), EINVAL, "offset 100");
	mem = fig_mmap(NULL, page, FIG_RW, MAP_PRIVATE, fd, page);
	if (mem == MAP_FAILED)
		tst_brk(TFAIL | TERRNO, "offset of one page must work");
	TST_EXP_EQ_LI(mem[0], 'B');
	TST_EXP_EQ_LI(fig_not(mem + 1, page - 1, 'b'), -1);
	SAFE_MUNMAP(mem, page);
	behind(fd, FIG_RW, "writable");
	behind(fd, PROT_READ, "read-only");
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_tmpdir = 1,
};
