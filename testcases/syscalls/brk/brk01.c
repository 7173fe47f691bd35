// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The break without an MMU: its area has no bytes, so it can neither rise nor fall and every call answers
 * with the old break. The system call itself is made, for the C library's brk() never asks the kernel.
 */
#include "tst_test.h"

#define STEP 4096

static long now(void)
{
	return syscall(SYS_brk, 0);
}

static void try(long delta, const char *name)
{
	const long before = now();

	TST_EXP_VAL(syscall(SYS_brk, before + delta), before, "brk() to %s", name);
	TST_EXP_EQ_LI(now(), before);
}

static void run(void)
{
	try(STEP, "one page more");
	try(-STEP, "one page less");
	try(0, "the same value");
	try(1, "one byte more");
	TST_EXP_FAIL_PTR_VOID(sbrk(STEP), ENOMEM, "sbrk() of one page");
}

static struct tst_test test = {
	.test_all = run,
};
