// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A page offset that overflows together with the length is EOVERFLOW. Only a kernel of 32 bits can be given
 * one: the byte offset of 64 bits holds no page number that is large enough.
 */
#include "../figures.h"

static void run(void)
{
	int fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);

#ifdef SYS_mmap2
	TST_EXP_FAIL_PTR_VOID((void *)syscall(SYS_mmap2, NULL, 2 * FIG_PAGE, PROT_READ, MAP_PRIVATE, fd,
					      0xffffffffUL),
			      EOVERFLOW, "page offset 0xffffffff, 2 pages");
	TESTPTR((void *)syscall(SYS_mmap2, NULL, FIG_PAGE, PROT_READ, MAP_PRIVATE, fd, 0xfffffffeUL));
	TST_EXP_EXPR(TST_RET_PTR != MAP_FAILED || TST_ERR != EOVERFLOW,
		     "page offset 0xfffffffe, 1 page: not EOVERFLOW but %s", tst_strerrno(TST_ERR));
#else
	tst_res(TCONF, "page offset 0xffffffff, 2 pages -> EOVERFLOW: needs a kernel of 32 bits");
	tst_res(TCONF, "page offset 0xfffffffe, 1 page -> not EOVERFLOW: needs a kernel of 32 bits");
#endif
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_tmpdir = 1,
};
