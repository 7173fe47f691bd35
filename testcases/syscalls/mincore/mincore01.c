// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mincore() is not built without an MMU: ENOSYS, before any argument is looked at. The rows are those that
 * give EINVAL, EFAULT and ENOMEM with one.
 */
#include "tst_test.h"

static char *map;
static unsigned char vector[4], *bad_address;
static size_t page;

static void run(void)
{
	TST_EXP_FAIL(mincore(map + 1, 2 * page, vector), ENOSYS, "mincore(): address not on a page border");
	TST_EXP_FAIL(mincore(map, 2 * page, bad_address), ENOSYS, "mincore(): result vector not mapped");
	TST_EXP_FAIL(mincore(map, 4 * page, vector), ENOSYS, "mincore(): second half not mapped");
}

static void setup(void)
{
	int fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);

	page = getpagesize();
	SAFE_FTRUNCATE(fd, 2 * page); /* sized while empty: only so can it be mapped shared */
	map = SAFE_MMAP(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	SAFE_CLOSE(fd);
	bad_address = tst_get_bad_addr(NULL);
}

static void cleanup(void)
{
	if (map)
		SAFE_MUNMAP(map, 2 * page);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
