// SPDX-License-Identifier: GPL-2.0-or-later
/* msync() of an address above the address space. Without an MMU the call is not built: ENOSYS. */
#include "tst_test.h"

static void run(void)
{
	const size_t page = getpagesize();
	void *const high = (void *)-page;

	TST_EXP_FAIL(msync(high, page, MS_SYNC), ENOSYS, "msync(MS_SYNC) of the page at %p", high);
}

static struct tst_test test = {
	.test_all = run,
};
