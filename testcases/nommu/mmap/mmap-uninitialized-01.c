// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * MAP_UNINITIALIZED asks for memory that is not cleared. Only a kernel built for it may listen, and never
 * for the tail of a file's mapping.
 */
#include "../figures.h"

#ifndef MAP_UNINITIALIZED
#define MAP_UNINITIALIZED 0x4000000
#endif

static void anonymous(void)
{
	size_t len = 3 * FIG_PAGE;
	long copy = fig_mmap_copy(), at = -1;
	void *mem[8];

	fig_dirty(len, 8);
	for (int i = 0; i < 8; i++) {
		mem[i] = SAFE_MMAP(NULL, len, FIG_RW, FIG_ANON | MAP_UNINITIALIZED, -1, 0);
		if (at < 0)
			at = fig_not(mem[i], len, 0);
	}
	/* the scenario wants a kernel without CONFIG_MMAP_ALLOW_UNINITIALIZED */
	TST_EXP_EXPR(at == -1, "the flag is ignored: no byte of old memory (%ld)", at);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy + 8 * 3);
	tst_res(TCONF, "memory that is not cleared: needs a kernel with CONFIG_MMAP_ALLOW_UNINITIALIZED");
	for (int i = 0; i < 8; i++)
		SAFE_MUNMAP(mem[i], len);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
}

static void run(void)
{
	size_t page = FIG_PAGE;
	int fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	char *mem;

	anonymous();
	SAFE_WRITE(SAFE_WRITE_ALL, fd, "content", 7);
	fig_dirty(2 * page, 8);
	mem = mmap(NULL, 2 * page, FIG_RW, MAP_PRIVATE | MAP_UNINITIALIZED, fd, 0);
	if (mem == MAP_FAILED)
		tst_brk(TFAIL | TERRNO, "MAP_UNINITIALIZED of a file must work");
	TST_EXP_EXPR(memcmp(mem, "content", 7) == 0, "the file's content is in its mapping");
	TST_EXP_EQ_LI(fig_not(mem + 7, 2 * page - 7, 0), -1);
	SAFE_MUNMAP(mem, 2 * page);
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_tmpdir = 1,
};
