// SPDX-License-Identifier: GPL-2.0-or-later
/* setgroups() with a list that cannot be read gives EFAULT. */
#include "tst_test.h"

#define GROUPS 32

static void *list[2];

static void run(unsigned int nr)
{
	/* The system call itself: the C library's function would call it for all threads. */
	TST_EXP_FAIL(syscall(SYS_setgroups, GROUPS, list[nr]), EFAULT, "setgroups(%d, %p)", GROUPS, list[nr]);
}

static void setup(void)
{
	/* Not the end of the break area, as with an MMU: without one that is memory of the process. */
	list[0] = tst_get_bad_addr(NULL);
	list[1] = (void *)-1;
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(list),
	.test = run,
	.setup = setup,
	.needs_root = 1,
};
