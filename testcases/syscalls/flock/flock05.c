// SPDX-License-Identifier: GPL-2.0-or-later
/* While a file has an exclusive flock(), another process gets neither a shared nor an exclusive one. */
#include "two_opens.h"

static void run(void)
{
	ask(LOCK_SH, EWOULDBLOCK, "LOCK_SH while the parent has LOCK_EX");
	ask(LOCK_EX, EWOULDBLOCK, "LOCK_EX while the parent has LOCK_EX");
}

static void setup(void)
{
	hold(LOCK_EX);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
