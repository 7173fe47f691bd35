// SPDX-License-Identifier: GPL-2.0-or-later
/* While a file has a shared flock(), another process gets a shared one and no exclusive one. */
#include "two_opens.h"

static void run(void)
{
	ask(LOCK_SH, 0, "LOCK_SH while the parent has LOCK_SH");
	ask(LOCK_EX, EWOULDBLOCK, "LOCK_EX while the parent has LOCK_SH");
}

static void setup(void)
{
	hold(LOCK_SH);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
