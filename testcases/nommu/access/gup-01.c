// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The kernel holds on to pages of a program without page tables: what vmsplice() has put into a pipe stays
 * when the program has unmapped it; direct input and output reach the right pages. Pages of a device's
 * memory are refused.
 */
#define _GNU_SOURCE
#include <sys/uio.h>
#include "../tiny.h"

#define MOUNT "mnt"
#define ROUNDS 1000
#define DIRECT_PAGES 8

static char got[4096];

static long splice_page(int fd, void *mem, size_t size)
{
	struct iovec vec = {mem, size};

	return vmsplice(fd, &vec, 1, 0);
}

/* With others: the page would be given to new mappings if it were free. */
static int round_trip(int *fds, int fill, int others)
{
	size_t page = FIG_PAGE;
	char *mem = SAFE_MMAP(NULL, page, FIG_RW, FIG_ANON, -1, 0);
	long put;

	memset(mem, fill, page);
	put = splice_page(fds[1], mem, page);
	SAFE_MUNMAP(mem, page);
	if (put != (long)page)
		return 0;
	fig_dirty(page, MIN(others, 16));
	fig_dirty(page, others - 16);
	return read(fds[0], got, page) == (ssize_t)page && fig_not(got, page, fill) == -1;
}

static void device(int *fds)
{
	size_t page = FIG_PAGE;
	char *mem = SAFE_MMAP(NULL, 4 * page, FIG_RW, FIG_ANON, -1, 0), *map;
	int fd;

	SAFE_MKNOD("memory", S_IFCHR | 0600, 1 << 8 | 1);
	fd = open("memory", O_RDWR | O_SYNC);
	if (fd < 0) {
		tst_res(TCONF | TERRNO, "no /dev/mem in this kernel");
		SAFE_MUNMAP(mem, 4 * page);
		return;
	}
	map = SAFE_MMAP(NULL, page, FIG_RW, MAP_SHARED, fd, (unsigned long)mem + page);
	TST_EXP_FAIL2(splice_page(fds[1], map, page), EFAULT, "of a mapping of /dev/mem");
	SAFE_MUNMAP(map, page);
	SAFE_CLOSE(fd);
	SAFE_MUNMAP(mem, 4 * page);
}

static int direct_round(int fd, char *mem, char *back, int fill)
{
	ssize_t size = DIRECT_PAGES * FIG_PAGE;

	memset(mem, fill, size);
	memset(back, ~fill, size);
	return pwrite(fd, mem, size, 0) == size && pread(fd, back, size, 0) == size &&
	       memcmp(mem, back, size) == 0;
}

static void direct(void)
{
	ssize_t size = DIRECT_PAGES * FIG_PAGE;
	char *mem = SAFE_MMAP(NULL, size, FIG_RW, FIG_ANON, -1, 0);
	char *back = SAFE_MMAP(NULL, size, FIG_RW, FIG_ANON, -1, 0);
	int fd = SAFE_OPEN(MOUNT "/file", O_RDWR | O_CREAT | O_DIRECT, 0600), good = 0, plain;

	for (ssize_t i = 0; i < size; i++)
		mem[i] = i / 4096 + i % 199;
	TST_EXP_VAL(pwrite(fd, mem, size, 0), size, "O_DIRECT on ext2");
	plain = SAFE_OPEN(MOUNT "/file", O_RDONLY);
	TST_EXP_VAL(pread(plain, back, size, 0), size, "through the page cache");
	TST_EXP_EXPR(memcmp(mem, back, size) == 0, "the file has what was written");
	SAFE_CLOSE(plain);
	memset(back, 0, size);
	TST_EXP_VAL(pread(fd, back, size, 0), size, "O_DIRECT on ext2");
	TST_EXP_EXPR(memcmp(mem, back, size) == 0, "the same bytes come back");
	TST_EXP_FAIL2(pread(fd, tst_get_bad_addr(NULL), 4096, 0), EFAULT, "O_DIRECT to a bad address");
	for (int i = 0; i < 100; i++)
		good += direct_round(fd, mem, back, i);
	TST_EXP_EQ_LI(good, 100);
	SAFE_CLOSE(fd);
	SAFE_MUNMAP(mem, size);
	SAFE_MUNMAP(back, size);
}

static void run(void)
{
	long unused, copy;
	int fds[2], good = 0;

	SAFE_PIPE(fds);
	TST_EXP_EXPR(round_trip(fds, 'o', 20), "a page in a pipe is as it was, though its mapping has gone");
	TST_EXP_FAIL2(splice_page(fds[1], tst_get_bad_addr(NULL), FIG_PAGE), EFAULT, "of no mapping");
	device(fds);
	direct();

	for (int i = 0; i < 50; i++)
		round_trip(fds, i, 0);
	unused = fig_unused_settled();
	copy = fig_mmap_copy();
	for (int i = 0; i < ROUNDS; i++)
		good += round_trip(fds, i & 0xff, 0);
	TST_EXP_EQ_LI(good, ROUNDS);
	fig_no_leak("rounds with a page in a pipe", unused);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	SAFE_CLOSE(fds[0]);
	SAFE_CLOSE(fds[1]);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_root = 1,
	.needs_tmpdir = 1,
	.mount_device = 1,
	.mntpoint = MOUNT,
};
