// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Lengths far above all memory are ENOMEM, without trimming too. The number of pages of such a block does
 * not fit an int: a kernel that computes it in one takes a single page for the whole and clears what follows
 * it. (Where the address space of a task is smaller than these lengths, as in UML with 2^39 bytes, the check
 * of the length stands before it.)
 */
#include "../figures.h"

#define TRIM "/proc/sys/vm/nr_trim_pages"

TST_CHILD(mapper)
{
	int bits = tst_args_int(args, 0);

	TST_EXP_FAIL_PTR_VOID(fig_mmap(NULL, 1UL << bits, FIG_RW, FIG_ANON, -1, 0), ENOMEM, "2^%d bytes",
			      bits);
}

static void run(void)
{
	static const int bits[] = {43, 44, 45};
	long copy;
	pid_t first;

	SAFE_FILE_PRINTF(TRIM, "0");
	/* what the library allocates for its first child stays */
	first = tst_spawn(mapper, tst_arg_int(46));
	TST_EXP_EXITED(first, 0, "the child that asks for them");
	copy = fig_mmap_copy();
	for (unsigned int i = 0; i < ARRAY_SIZE(bits); i++) {
		pid_t pid = tst_spawn(mapper, tst_arg_int(bits[i]));

		TST_EXP_EXITED(pid, 0, "the child that asks for them");
	}
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.needs_abi_bits = 64,
	.forks_child = 1,
	.needs_root = 1,
	.save_restore = (const struct tst_path_val[]){
		{TRIM, NULL, TST_SR_TBROK},
		{},
	},
};
