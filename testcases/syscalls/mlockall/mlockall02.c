// SPDX-License-Identifier: GPL-2.0-or-later
/* mlockall() is not built without an MMU: ENOSYS in place of the errors of limits, rights and flags. */
#include "limited.h"

static const struct row rows[] = {
	{MCL_CURRENT, 1, {7, 10}, ENOMEM, "as nobody, RLIMIT_MEMLOCK 7"},
	{MCL_CURRENT, 1, {0, 0}, EPERM, "as nobody, RLIMIT_MEMLOCK 0"},
	{0, 0, {0, 0}, EINVAL, "no flags"},
};

static void run(unsigned int nr)
{
	mlockall_row(&rows[nr]);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.needs_root = 1,
};
