// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mremap() of an address range that no process can have. Without an MMU only a whole mapping can be named:
 * EINVAL.
 */
#define _GNU_SOURCE
#include "tst_test.h"

#define PAGES 1000

static void run(void)
{
	const size_t size = PAGES * (size_t)getpagesize();
	/* near the end of all addresses, with room for what it should grow to */
	void *high = (void *)-(4 * size);

	TST_EXP_FAIL_PTR_VOID(mremap(high, size, 2 * size, MREMAP_MAYMOVE), EINVAL,
			      "mremap() of %d pages at %p, above the address space", PAGES, high);
}

static struct tst_test test = {
	.test_all = run,
};
