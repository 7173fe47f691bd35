// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Errors of the system call that reads a directory. x86-64 never had the old readdir call, so they are
 * those of getdents, which took its place.
 */
#define _GNU_SOURCE
#include "tst_test.h"

#define UNUSED_FD 999

static int removed = -1, file = -1, dir = -1;
static char buf[1024];

static void run(void)
{
#ifdef SYS_readdir
#error "test it here as well: same arguments, a buffer for one struct old_linux_dirent"
#endif
	tst_res(TCONF, "readdir: this architecture has no such system call");
	TST_EXP_FAIL2(syscall(SYS_getdents, removed, buf, sizeof(buf)), ENOENT,
		      "getdents of a removed directory");
	TST_EXP_FAIL2(syscall(SYS_getdents, file, buf, sizeof(buf)), ENOTDIR, "getdents of a regular file");
	TST_EXP_FAIL2(syscall(SYS_getdents, UNUSED_FD, buf, sizeof(buf)), EBADF,
		      "getdents of descriptor %d", UNUSED_FD);
	TST_EXP_FAIL2(syscall(SYS_getdents, dir, tst_get_bad_addr(NULL), sizeof(buf)), EFAULT,
		      "getdents into a bad address");
}

static void setup(void)
{
	SAFE_MKDIR("removed", 0700);
	removed = SAFE_OPEN("removed", O_RDONLY | O_DIRECTORY);
	SAFE_RMDIR("removed");
	file = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	dir = SAFE_OPEN(".", O_RDONLY | O_DIRECTORY);
}

static void cleanup(void)
{
	int *const all[] = {&removed, &file, &dir};

	for (size_t i = 0; i < ARRAY_SIZE(all); i++) {
		if (*all[i] >= 0)
			SAFE_CLOSE(*all[i]);
	}
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
