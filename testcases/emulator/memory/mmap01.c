// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The memory calls answer as they do on an independent no-MMU kernel (riscv64): mm/nommu.c is the generic code.
 */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/syscall.h>
#include "tst_test.h"
#include "tst_safe_stdio.h"

#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)
#define RW (PROT_READ | PROT_WRITE)

static size_t page;

static void absent(void)
{
	void *p = SAFE_MMAP(NULL, page, RW, ANON, -1, 0);
	unsigned char vec;

	TST_EXP_FAIL(mprotect(p, page, PROT_READ), ENOSYS);
	TST_EXP_FAIL(msync(p, page, MS_SYNC), ENOSYS);
	TST_EXP_FAIL(mlock(p, page), ENOSYS);
	TST_EXP_FAIL(munlock(p, page), ENOSYS);
	TST_EXP_FAIL(mlockall(MCL_CURRENT), ENOSYS);
	TST_EXP_FAIL(munlockall(), ENOSYS);
	TST_EXP_FAIL(mincore(p, page, &vec), ENOSYS);
	TST_EXP_FAIL(madvise(p, page, MADV_NORMAL), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_remap_file_pages, p, page, 0, 0, 0), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_memfd_create, "x", 0), ENOSYS);
	TST_EXP_FAIL(syscall(SYS_userfaultfd, 0), ENOSYS);
	SAFE_MUNMAP(p, page);
}

static void anonymous(void)
{
	char *p, *q;

	p = mmap(NULL, page, PROT_NONE, ANON, -1, 0);
	TST_EXP_EXPR(p != MAP_FAILED && p[0] == 0, "PROT_NONE memory can be read");
	SAFE_MUNMAP(p, page);
	p = mmap(NULL, page, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	TST_EXP_EXPR(p != MAP_FAILED, "MAP_SHARED | MAP_ANONYMOUS works");
	SAFE_MUNMAP(p, page);
	p = mmap((void *)0x12340000UL, page, RW, ANON, -1, 0);
	TST_EXP_EXPR(p != MAP_FAILED && p != (void *)0x12340000UL, "an address hint is ignored");
	TST_EXP_FAIL_PTR_VOID(mmap(p, page, RW, ANON | MAP_FIXED, -1, 0), EINVAL);
	SAFE_MUNMAP(p, page);
	TST_EXP_FAIL_PTR_VOID(mmap(NULL, 0, RW, ANON, -1, 0), EINVAL);

	p = SAFE_MMAP(NULL, 4 * page, RW, ANON, -1, 0);
	TST_EXP_PASS(munmap(p + 3 * page, page), "munmap of the tail");
	TST_EXP_PASS(munmap(p, page), "munmap of the head");
	TST_EXP_FAIL(munmap(p, page), EINVAL, "munmap of what is gone");
	TST_EXP_FAIL(munmap(p + page, 4 * page), EINVAL, "munmap of more than there is");
	TST_EXP_PASS(munmap(p + page, 2 * page), "munmap of the rest");

	p = SAFE_MMAP(NULL, 2 * page, RW, ANON, -1, 0);
	q = mremap(p, 2 * page, page, 0);
	TST_EXP_EXPR(q == p, "mremap to less stays where it is");
	TST_EXP_FAIL_PTR_VOID(mremap(p, page, 64 * page, MREMAP_MAYMOVE), ENOMEM);
	SAFE_MUNMAP(p, page);
	TST_EXP_FAIL_PTR_VOID(sbrk(4096), ENOMEM);
}

static void file(void)
{
	int fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600), ro;
	char *p, c = 0;

	TST_EXP_FAIL_PTR_VOID(mmap(NULL, page, RW, MAP_SHARED, fd, 0), ENODEV);
	SAFE_FTRUNCATE(fd, 2 * page);
	p = mmap(NULL, 2 * page, RW, MAP_SHARED, fd, 0);
	TST_EXP_EXPR(p != MAP_FAILED, "MAP_SHARED of a file that got its size while empty");
	p[page] = 'm';
	SAFE_LSEEK(fd, page, SEEK_SET);
	SAFE_READ(1, fd, &c, 1);
	TST_EXP_EXPR(c == 'm', "read() sees what was stored through it");
	TST_EXP_FAIL(ftruncate(fd, page), ETXTBSY);
	SAFE_MUNMAP(p, 2 * page);
	ro = SAFE_OPEN("file", O_RDONLY);
	TST_EXP_FAIL_PTR_VOID(mmap(NULL, page, RW, MAP_SHARED, ro, 0), EACCES);
	p = mmap(NULL, page, RW, MAP_PRIVATE, fd, page);
	TST_EXP_EXPR(p != MAP_FAILED && p[0] == 'm', "MAP_PRIVATE of a file at an offset is a copy");
	SAFE_MUNMAP(p, page);
	TST_EXP_FAIL_PTR_VOID(mmap(NULL, page, PROT_READ, MAP_PRIVATE, fd, 100), EINVAL);
	SAFE_CLOSE(ro);
	SAFE_CLOSE(fd);
}

static void maps(void)
{
	char line[256], *p = SAFE_MMAP(NULL, 3 * page, RW, ANON, -1, 0);
	unsigned long start, end;
	int found = 0, code = 0, stack = 0;
	FILE *f = SAFE_FOPEN("/proc/self/maps", "r");

	while (fgets(line, sizeof(line), f)) {
		if (sscanf(line, "%lx-%lx", &start, &end) != 2)
			continue;
		found += start == (unsigned long)p && end == start + 3 * page && strstr(line, "rw-p");
		code += start <= (unsigned long)maps && end > (unsigned long)maps;
		stack += start <= (unsigned long)&start && end > (unsigned long)&start && strstr(line, "[stack]");
	}
	SAFE_FCLOSE(f);
	TST_EXP_EXPR(found == 1, "/proc/self/maps has the mapping");
	TST_EXP_EXPR(code == 1, "/proc/self/maps has the program");
	TST_EXP_EXPR(stack == 1, "/proc/self/maps has the stack");
	SAFE_MUNMAP(p, 3 * page);
}

static void run(void)
{
	page = getpagesize();
	absent();
	anonymous();
	file();
	maps();
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
