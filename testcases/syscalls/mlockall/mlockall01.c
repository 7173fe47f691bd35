// SPDX-License-Identifier: GPL-2.0-or-later
/* mlockall(): all memory is locked anyway without an MMU, so the call is not built: ENOSYS, whatever the flags. */
#include "tst_test.h"

static const struct {
	int flags;
	const char *name;
} rows[] = {
	{MCL_CURRENT, "MCL_CURRENT"},
	{MCL_FUTURE, "MCL_FUTURE"},
	{MCL_CURRENT | MCL_FUTURE, "MCL_CURRENT | MCL_FUTURE"},
};

static void run(unsigned int nr)
{
	TST_EXP_FAIL(mlockall(rows[nr].flags), ENOSYS, "mlockall(%s)", rows[nr].name);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.needs_root = 1,
};
