// SPDX-License-Identifier: GPL-2.0-or-later
/* mlockall() is not built without an MMU: ENOSYS, with limits set by nobody and with flags that do not exist too. */
#include "limited.h"

static const struct row rows[] = {
	{MCL_CURRENT, 1, {7, 10}, ENOMEM, "as nobody, RLIMIT_MEMLOCK 7"},
	{MCL_CURRENT, 1, {0, 0}, EPERM, "as nobody, RLIMIT_MEMLOCK 0"},
	{~(MCL_CURRENT | MCL_FUTURE), 0, {0, 0}, EINVAL, "all flags but the two valid ones"},
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
