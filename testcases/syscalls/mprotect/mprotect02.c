// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mprotect() of a shared file mapping. Without an MMU there is no protection: the call gives ENOSYS, and a write to a
 * mapping made with PROT_READ goes through, before and after, into the file's own memory.
 */
#include "tst_test.h"

static volatile char *map;
static size_t page;
static int fd = -1;

static void write_in_child(char byte, const char *when)
{
	char read_back = 0;
	pid_t pid;

	TST_VFORK(pid) {
		map[0] = byte;
	}
	TST_EXP_EXITED(pid, 0, "child writes to a PROT_READ page %s mprotect(): not stopped", when);
	SAFE_PREAD(1, fd, &read_back, 1, 0);
	TST_EXP_EQ_LI(read_back, byte);
}

static void run(void)
{
	write_in_child('a', "before");
	TST_EXP_FAIL(mprotect((void *)map, page, PROT_WRITE), ENOSYS, "mprotect(PROT_WRITE)");
	write_in_child('b', "after");
}

static void setup(void)
{
	page = getpagesize();
	fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	SAFE_FTRUNCATE(fd, page); /* sized while empty: only so can a file be mapped shared */
	map = SAFE_MMAP(NULL, page, PROT_READ, MAP_SHARED, fd, 0);
}

static void cleanup(void)
{
	if (map)
		SAFE_MUNMAP((void *)map, page);
	if (fd >= 0)
		SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
