// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * msync() with bad flags and addresses, and MS_INVALIDATE of a locked page. A shared mapping is the file's
 * own memory without an MMU, so there is nothing to write back and the call is not built: ENOSYS for all.
 */
#define _GNU_SOURCE
#include "tst_test.h"

static char *map;
static size_t page;
static int fd = -1;
static struct rlimit data_limit;

static void run(void)
{
	void *const high = (void *)-page;

	TST_EXP_FAIL(msync(map, page, MS_INVALIDATE), ENOSYS, "msync(MS_INVALIDATE) of a MAP_LOCKED page");
	TST_EXP_FAIL(msync(map, page, MS_ASYNC | MS_SYNC), ENOSYS, "msync(MS_ASYNC | MS_SYNC)");
	TST_EXP_FAIL(msync(map, page, -1), ENOSYS, "msync() with flags -1");
	TST_EXP_FAIL(msync(map + 1, page, MS_SYNC), ENOSYS, "msync() of an address not on a page border");
	TST_EXP_FAIL(msync((void *)data_limit.rlim_max, page, MS_SYNC), ENOSYS,
		     "msync() at RLIMIT_DATA's hard limit, %p", (void *)data_limit.rlim_max);
	TST_EXP_FAIL(msync(high, page, MS_SYNC), ENOSYS, "msync() at %p, above the address space", high);
}

static void setup(void)
{
	page = getpagesize();
	SAFE_GETRLIMIT(RLIMIT_DATA, &data_limit);
	fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	SAFE_FTRUNCATE(fd, page); /* sized while empty: only so can a file be mapped shared */
	map = SAFE_MMAP(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_LOCKED, fd, 0);
}

static void cleanup(void)
{
	if (map)
		SAFE_MUNMAP(map, page);
	if (fd >= 0)
		SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
