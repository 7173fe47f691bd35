// SPDX-License-Identifier: GPL-2.0-or-later
/* Parts of a read lock unlocked, or ranges beside it: what another process finds with F_GETLK. */
#include "getlk.h"

#define W F_WRLCK
#define R F_RDLCK
#define U F_UNLCK
static const struct block blocks[] = {
	{2, 2, {{R, 10, 5}, {U, 5, 5}}, {MEETS(0, R, 10, 5), MEETS_NONE(15)}},
	{2, 2, {{R, 10, 5}, {U, 5, 6}}, {MEETS(0, R, 11, 4), MEETS_NONE(15)}},
	{2, 2, {{R, 10, 5}, {U, 5, 8}}, {MEETS(0, R, 13, 2), MEETS_NONE(15)}},
	{2, 3, {{R, 10, 10}, {U, 13, 5}}, {MEETS(0, R, 10, 3), MEETS(13, R, 18, 2), MEETS_NONE(20)}},
	{2, 2, {{R, 10, 5}, {U, 13, 5}}, {MEETS(0, R, 10, 3), MEETS_NONE(13)}},
	{2, 2, {{R, 10, 5}, {U, 14, 5}}, {MEETS(10, R, 10, 4), MEETS_NONE(14)}},
	{2, 2, {{R, 10, 5}, {U, 16, TO_EOF}}, {MEETS(0, R, 10, 5), MEETS_NONE(16)}},
};

static void run(unsigned int nr)
{
	run_block(&blocks[nr], nr);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(blocks),
	.test = run,
	.setup = lock_file_setup,
	.cleanup = lock_file_cleanup,
	.needs_tmpdir = 1,
};
