// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The break of a flat binary grows and shrinks inside its data block. x86 has no flat binaries; the break of an ELF
 * program, which can do neither, is the subject of brk-fdpic-01.
 */
#include "tst_test.h"

static void run(void)
{
	tst_res(TCONF, "growing to the end of the data block, shrinking, a byte more: no BINFMT_FLAT on x86");
	tst_res(TCONF, "memory between reads back what was stored: no BINFMT_FLAT on x86");
}

static struct tst_test test = {
	.test_all = run,
};
