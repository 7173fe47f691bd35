// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * FDPIC binaries, whose segments are mapped one by one so that text is shared. The kernel tells them by a
 * flag in the header that only arm, sh and xtensa know: on x86 every image is copied as one block, which
 * exec-mm-fields-01 asserts.
 */
#include "tst_test.h"

static void run(void)
{
	tst_res(TCONF, "text at the same address in two copies, data not: x86 has no FDPIC format");
	tst_res(TCONF, "bss, load map, GOT, zeroes before a segment within a page: x86 has no FDPIC format");
	tst_res(TCONF, "offset and address equal modulo page size: x86 has no FDPIC format");
}

static struct tst_test test = {
	.test_all = run,
};
