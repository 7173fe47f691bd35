// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mprotect() with arguments that are errors where there is an MMU. Without one the call is not built:
 * always ENOSYS.
 */
#include "tst_test.h"

static char *anonymous, *file_map;
static size_t page;
static int fd = -1;

static void run(void)
{
	TST_EXP_FAIL(mprotect(NULL, 1024, PROT_READ), ENOSYS, "mprotect() of memory that is not mapped");
	TST_EXP_FAIL(mprotect(anonymous + 1, 1024, PROT_READ), ENOSYS,
		     "mprotect() of an address not on a page border");
	TST_EXP_FAIL(mprotect(file_map, page, PROT_WRITE), ENOSYS,
		     "mprotect(PROT_WRITE) of a shared mapping of a file opened O_RDONLY");
}

static void setup(void)
{
	page = getpagesize();
	anonymous = SAFE_MMAP(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	SAFE_FTRUNCATE(fd, page); /* sized while empty: only so can a file be mapped shared */
	SAFE_CLOSE(fd);
	fd = SAFE_OPEN("file", O_RDONLY);
	file_map = SAFE_MMAP(NULL, page, PROT_READ, MAP_SHARED, fd, 0);
}

static void cleanup(void)
{
	if (anonymous)
		SAFE_MUNMAP(anonymous, page);
	if (file_map)
		SAFE_MUNMAP(file_map, page);
	if (fd >= 0)
		SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
