// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Bad pointers give EFAULT and the kernel lives: NULL, the end of the address space, addresses of nothing, of the
 * kernel's own data, and of memory that belongs to nobody. What is good of a buffer that ends too early is copied.
 */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <time.h>
#include "tst_test.h"

/* the kernel's binary is mapped here, below guest memory */
#define KERNEL_DATA ((void *)0x60400000UL)

static int fds[2];

static void each(const char *name, void *bad)
{
	char byte = 'x';

	TST_EXP_FAIL(syscall(SYS_write, fds[1], bad, 1), EFAULT, "write from %s", name);
	SAFE_WRITE(SAFE_WRITE_ALL, fds[1], &byte, 1);
	TST_EXP_FAIL(syscall(SYS_read, fds[0], bad, 1), EFAULT, "read to %s", name);
	TST_EXP_FAIL(syscall(SYS_open, bad, O_RDONLY), EFAULT, "open of a name at %s", name);
	TST_EXP_FAIL(syscall(SYS_uname, bad), EFAULT, "uname to %s", name);
	TST_EXP_FAIL(syscall(SYS_clock_gettime, CLOCK_REALTIME, bad), EFAULT, "clock_gettime to %s", name);
	TST_EXP_FAIL(syscall(SYS_pipe, bad), EFAULT, "pipe to %s", name);
}

static void run(void)
{
	size_t page = getpagesize();
	struct iovec iov[2];
	char *map, *gone;
	int file;

	SAFE_PIPE(fds);
	each("NULL", NULL);
	each("-1", (void *)-1);
	each("nowhere", (void *)0x10000UL);
	each("the kernel", KERNEL_DATA);

	gone = SAFE_MMAP(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	SAFE_MUNMAP(gone, page);
	TST_EXP_FAIL(syscall(SYS_write, fds[1], gone, 1), EFAULT, "write from unmapped memory");

	/* behind a block that was cut there is nothing of ours, even if it was once */
	map = SAFE_MMAP(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	SAFE_MUNMAP(map + page, page);
	file = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	memset(map, 'a', page);
	TST_EXP_VAL(syscall(SYS_write, file, map + page - 3, 10), 3, "write of what there is of a buffer");
	SAFE_CLOSE(file);
	TST_EXP_FAIL(syscall(SYS_uname, map + page - 8), EFAULT, "uname to a buffer that ends too early");
	memset(map, 'a', page);
	TST_EXP_FAIL(syscall(SYS_open, map + page - 8, O_RDONLY), EFAULT, "open of a name without end");
	strcpy(map + page - 8, "/no");
	TST_EXP_FAIL(syscall(SYS_open, map + page - 8, O_RDONLY), ENOENT, "open of a short name there");

	TST_EXP_VAL(syscall(SYS_write, fds[1], NULL, 0), 0, "nothing is read for a length of 0");
	iov[0] = (struct iovec){NULL, 0};
	iov[1] = (struct iovec){map, 1};
	TST_EXP_VAL(syscall(SYS_writev, fds[1], iov, 2), 1, "writev with an empty part at NULL");
	TST_EXP_FAIL(syscall(SYS_write, fds[1], map, ~0UL), EFAULT, "a length that wraps around");
	SAFE_MUNMAP(map, page);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
