// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sbrk() by 8192 bytes up and down. The break's region has size 0 without an MMU: the system call leaves
 * the break where it is, either way, and sbrk() gives ENOMEM.
 */
#define _GNU_SOURCE
#include "tst_test.h"

#define BYTES 8192

static void run(void)
{
	char *const start = sbrk(0);

	TST_EXP_FAIL_PTR_VOID(sbrk(BYTES), ENOMEM);
	TST_EXP_EXPR(syscall(SYS_brk, start + BYTES) == (long)start,
		     "brk() of %d bytes more: refused", BYTES);
	TST_EXP_FAIL_PTR_VOID(sbrk(-BYTES), ENOMEM);
	TST_EXP_EXPR(syscall(SYS_brk, start - BYTES) == (long)start,
		     "brk() of %d bytes less: refused", BYTES);
	TST_EXP_EXPR(sbrk(0) == start, "the break is where it was");
}

static struct tst_test test = {
	.test_all = run,
};
