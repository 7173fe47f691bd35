// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * /proc/self/mem reaches all of a mapping to its last byte and nothing behind it, and takes no notice of
 * the protection that the mapping was made with.
 */
#include "../figures.h"

#define PAGES 3

static char buffer[4 * 4096];

static void run(void)
{
	size_t page = FIG_PAGE, size = PAGES * page;
	char *mem = SAFE_MMAP(NULL, size + page, FIG_RW, FIG_ANON, -1, 0), *other;
	int fd = SAFE_OPEN("/proc/self/mem", O_RDWR);
	off_t at = (unsigned long)mem, end = at + size;

	/* nothing of ours lies behind it */
	SAFE_MUNMAP(mem + size, page);
	for (size_t i = 0; i < size; i++)
		mem[i] = i % 251;
	TST_EXP_VAL(pread(fd, buffer, size, at), (long)size);
	TST_EXP_EXPR(memcmp(buffer, mem, size) == 0, "with the right bytes");
	TST_EXP_VAL(pread(fd, buffer, 1, end - 1), 1);
	TST_EXP_EXPR(buffer[0] == mem[size - 1], "which is the last byte");

	TST_EXP_VAL(pread(fd, buffer, 200, end - 100), 100, "across the end");
	TST_EXP_EXPR(memcmp(buffer, mem + size - 100, 100) == 0, "with the last 100 bytes");
	TST_EXP_VAL(pread(fd, buffer, size + 100, at), (long)size, "more than the whole");
	TST_EXP_FAIL2(pread(fd, buffer, 1, end), EIO, "the byte behind the end");
	TST_EXP_FAIL2(pread(fd, buffer, 1, (unsigned long)tst_get_bad_addr(NULL)), EIO, "no mapping");
	TST_EXP_FAIL2(pwrite(fd, "x", 1, end), EIO, "a store behind the end");
	TST_EXP_VAL(pwrite(fd, "0123456789", 10, end - 4), 4, "a store across the end");
	TST_EXP_EXPR(memcmp(mem + size - 4, "0123", 4) == 0, "leaves the first four bytes there");

	other = SAFE_MMAP(NULL, page, PROT_READ, FIG_ANON, -1, 0);
	TST_EXP_VAL(pwrite(fd, "read only", 9, (unsigned long)other), 9, "into a private read-only mapping");
	TST_EXP_EXPR(memcmp(other, "read only", 9) == 0, "the bytes are there");
	SAFE_MUNMAP(other, page);

	other = SAFE_MMAP(NULL, page, PROT_NONE, FIG_ANON, -1, 0);
	memset(buffer, 'x', page);
	TST_EXP_VAL(pread(fd, buffer, page, (unsigned long)other), (long)page, "of a PROT_NONE mapping");
	TST_EXP_EXPR(fig_not(buffer, page, 0) == -1, "which is all zero");
	SAFE_MUNMAP(other, page);
	SAFE_MUNMAP(mem, size);
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
};
