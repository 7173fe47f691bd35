// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A stack that is none is refused with EINVAL. For clone() that is a check of the C library, which musl does
 * not make; the kernel makes it in clone3(), where stack and size must come together.
 */
#include <linux/sched.h>
#include "tst_test.h"

static char stack[65536] __attribute__((aligned(16)));

static void refused(void *start, size_t size, const char *name)
{
	struct clone_args args = {
		.flags = CLONE_VM | CLONE_VFORK,
		.exit_signal = SIGCHLD,
		.stack = (uintptr_t)start,
		.stack_size = size,
	};

	TEST(syscall(SYS_clone3, &args, sizeof(args)));
	if (TST_RET == 0)
		_exit(1);
	TST_EXP_EXPR(TST_RET == -1 && TST_ERR == EINVAL, "clone3() with %s: expected EINVAL, got %ld (%s)",
		     name, TST_RET, tst_strerrno(TST_ERR));
}

static void run(void)
{
	tst_res(TCONF, "clone() with a NULL stack: musl does not check it and writes below address 0");
	refused(NULL, sizeof(stack), "a size and no stack");
	refused(stack, 0, "a stack and no size");
}

static struct tst_test test = {
	.test_all = run,
};
