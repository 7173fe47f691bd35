// SPDX-License-Identifier: GPL-2.0-or-later
/* A read lock set beside, into, over and behind a write lock: what another process finds with F_GETLK. */
#include "getlk.h"

#define W F_WRLCK
#define R F_RDLCK

static const struct block blocks[] = {
	{2, 3, {{W, 10, 5}, {R, 1, 5}}, {MEETS(0, R, 1, 5), MEETS(6, W, 10, 5), MEETS_NONE(15)}},
	{2, 3, {{W, 10, 5}, {R, 5, 5}}, {MEETS(0, R, 5, 5), MEETS(10, W, 10, 5), MEETS_NONE(15)}},
	{2, 3, {{W, 10, 5}, {R, 5, 6}}, {MEETS(0, R, 5, 6), MEETS(11, W, 11, 4), MEETS_NONE(15)}},
	{2, 3, {{W, 10, 5}, {R, 5, 8}}, {MEETS(5, R, 5, 8), MEETS(13, W, 13, 2), MEETS_NONE(15)}},
	{2, 4, {{W, 10, 10}, {R, 13, 5}}, {MEETS(0, W, 10, 3), MEETS(13, R, 13, 5), MEETS(18, W, 18, 2), MEETS_NONE(20)}},
	{2, 3, {{W, 10, 5}, {R, 13, 5}}, {MEETS(0, W, 10, 3), MEETS(13, R, 13, 5), MEETS_NONE(18)}},
	{2, 3, {{W, 10, 5}, {R, 14, 5}}, {MEETS(0, W, 10, 4), MEETS(14, R, 14, 5), MEETS_NONE(19)}},
	{2, 3, {{W, 10, 5}, {R, 15, 5}}, {MEETS(0, W, 10, 5), MEETS(15, R, 15, 5), MEETS_NONE(20)}},
	{2, 4, {{W, 10, 5}, {R, 16, 5}}, {MEETS(0, W, 10, 5), MEETS_NONE_IN(15, 1), MEETS(16, R, 16, 5), MEETS_NONE(21)}},
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
