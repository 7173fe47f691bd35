// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * malloc() and free() of a large and a small block. What mallinfo() and mallopt() say about them is a
 * matter of the C library, and this one has neither.
 */
#include "tst_test.h"

#define LARGE 20480
#define SMALL 1024

static void use(size_t size)
{
	unsigned char *block, mark = size / 1024;
	size_t same = 0;

	TST_EXP_PASS_PTR_NULL(malloc(size), "malloc(%zu)", size);
	block = TST_RET_PTR;
	if (!block)
		return;
	memset(block, mark, size);
	for (size_t i = 0; i < size; i++)
		same += block[i] == mark;
	TST_EXP_EXPR(same == size, "%zu of %zu bytes hold what was written", same, size);
	free(block);
}

static void run(void)
{
	use(LARGE);
	tst_res(TCONF, "mallinfo() with %d bytes in use: not in this C library", LARGE);
	tst_res(TCONF, "mallinfo().smblks: not in this C library");
	tst_res(TCONF, "mallopt(M_MXFAST), mallopt(M_NLBLKS): not in this C library");
	use(SMALL);
}

static struct tst_test test = {
	.test_all = run,
};
