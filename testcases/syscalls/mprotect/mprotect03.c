// SPDX-License-Identifier: GPL-2.0-or-later
/* mprotect(PROT_READ) of a shared file mapping: ENOSYS without an MMU, and a write afterwards is not stopped. */
#include "tst_test.h"

static volatile char *map;
static size_t page;

static void run(void)
{
	pid_t pid;

	TST_EXP_FAIL(mprotect((void *)map, page, PROT_READ), ENOSYS, "mprotect(PROT_READ)");
	TST_VFORK(pid) {
		map[0] = 'a';
	}
	TST_EXP_EXITED(pid, 0, "child writes after mprotect(PROT_READ): not stopped");
	TST_EXP_EQ_LI(map[0], 'a');
}

static void setup(void)
{
	int fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);

	page = getpagesize();
	SAFE_FTRUNCATE(fd, page);
	map = SAFE_MMAP(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	SAFE_CLOSE(fd);
}

static void cleanup(void)
{
	if (map)
		SAFE_MUNMAP((void *)map, page);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
