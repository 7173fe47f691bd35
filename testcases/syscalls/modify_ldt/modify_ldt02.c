// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * modify_ldt() exists on x86 only, and the no-MMU machine of this project, User-Mode Linux for x86-64, does not offer it:
 * ENOSYS. So there is no segment to read through.
 */
#include "tst_test.h"

#ifdef SYS_modify_ldt
#include <asm/ldt.h>

#define WRITE_ENTRY 1

static int array[] = {42, 43};

static void run(void)
{
	struct user_desc entry = {
		.entry_number = 0,
		.base_addr = (unsigned int)(uintptr_t)array,
		.limit = sizeof(array) - 1,
		.seg_32bit = 1,
		.useable = 1,
	};

	TST_EXP_FAIL(syscall(SYS_modify_ldt, WRITE_ENTRY, &entry, sizeof(entry)), ENOSYS, "modify_ldt() of entry 0");
	entry.base_addr = 0;
	entry.limit = 10;
	TST_EXP_FAIL(syscall(SYS_modify_ldt, WRITE_ENTRY, &entry, sizeof(entry)), ENOSYS,
		     "modify_ldt() of entry 0 to base 0, limit 10");
	tst_res(TCONF, "reading through the segment: it does not exist");
	tst_res(TCONF, "SIGSEGV on reading behind the segment's limit: it does not exist");
}

static struct tst_test test = {
	.test_all = run,
};
#else
TST_TEST_TCONF("modify_ldt() is a system call of x86");
#endif
