// SPDX-License-Identifier: GPL-2.0-or-later
/* munmap() of a whole file mapping, private and shared, returns 0. What was unmapped can still be touched without an MMU. */
#include "tst_test.h"

static size_t size;
static int fd = -1;

static void run(unsigned int nr)
{
	const int flags = nr == 0 ? MAP_PRIVATE : MAP_SHARED;
	char *map = SAFE_MMAP(NULL, size, PROT_READ | PROT_WRITE, flags, fd, 0);

	map[0] = 'x';
	TST_EXP_PASS(munmap(map, size), "munmap() of a whole file mapping, %s", nr == 0 ? "MAP_PRIVATE" : "MAP_SHARED");
	if (nr == 1)
		tst_res(TCONF, "a write to the unmapped page: no fault without an MMU, it would damage other memory");
}

static void setup(void)
{
	size = 3 * getpagesize();
	fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	SAFE_FTRUNCATE(fd, size + 1);
}

static void cleanup(void)
{
	if (fd >= 0)
		SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.tcnt = 2,
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
