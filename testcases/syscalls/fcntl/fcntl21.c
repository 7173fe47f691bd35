// SPDX-License-Identifier: GPL-2.0-or-later
/* A write lock set beside, into, over and behind a read lock: what another process finds with F_GETLK. */
#include "getlk.h"

#define W F_WRLCK
#define R F_RDLCK

static const struct block blocks[] = {
	{1, 1, {{R, 0, TO_EOF}}, {MEETS(0, R, 0, TO_EOF)}},
	{1, 1, {{W, 0, TO_EOF}}, {MEETS(0, W, 0, TO_EOF)}},
	{2, 3, {{R, 10, 5}, {W, 1, 5}}, {MEETS(0, W, 1, 5), MEETS(6, R, 10, 5), MEETS_NONE(15)}},
	{2, 3, {{R, 10, 5}, {W, 5, 5}}, {MEETS(0, W, 5, 5), MEETS(10, R, 10, 5), MEETS_NONE(15)}},
	{2, 3, {{R, 10, 5}, {W, 5, 6}}, {MEETS(0, W, 5, 6), MEETS(11, R, 11, 4), MEETS_NONE(15)}},
	{2, 3, {{R, 10, 5}, {W, 5, 8}}, {MEETS(5, W, 5, 8), MEETS(13, R, 13, 2), MEETS_NONE(15)}},
	{2, 4, {{R, 10, 10}, {W, 13, 5}}, {MEETS(0, R, 10, 3), MEETS(13, W, 13, 5), MEETS(18, R, 18, 2), MEETS_NONE(20)}},
	{2, 3, {{R, 10, 5}, {W, 13, 5}}, {MEETS(0, R, 10, 3), MEETS(13, W, 13, 5), MEETS_NONE(18)}},
	{2, 3, {{R, 10, 5}, {W, 14, 5}}, {MEETS(0, R, 10, 4), MEETS(14, W, 14, 5), MEETS_NONE(19)}},
	{2, 3, {{R, 10, 5}, {W, 15, 5}}, {MEETS(0, R, 10, 5), MEETS(15, W, 15, 5), MEETS_NONE(20)}},
	{2, 4, {{R, 10, 5}, {W, 16, 5}}, {MEETS(0, R, 10, 5), MEETS_NONE_IN(15, 1), MEETS(16, W, 16, 5), MEETS_NONE(21)}},
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
