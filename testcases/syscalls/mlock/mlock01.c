// SPDX-License-Identifier: GPL-2.0-or-later
/* mlock(): without an MMU all memory is locked anyway and the call is not built: ENOSYS. */
#include "tst_test.h"

/* 10 MiB cannot be allocated in one piece. The call does not look at its arguments: this much will do. */
#define BLOCK (1024 * 1024)

static const size_t lengths[] = {1, 1024, 1024 * 1024, 10 * 1024 * 1024};
static char *block;

static void run(unsigned int nr)
{
	TST_EXP_FAIL(mlock(block, lengths[nr]), ENOSYS, "mlock() of %zu bytes", lengths[nr]);
}

static void setup(void)
{
	block = SAFE_MALLOC(BLOCK);
}

static void cleanup(void)
{
	free(block);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(lengths),
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
};
