// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * io_setup() works or does not exist; a call that fails leaves neither contexts nor memory behind, however often.
 */
#include <linux/aio_abi.h>
#include "../tiny.h"

static long aio_nr(void)
{
	return atol(fig_read("/proc/sys/fs/aio-nr"));
}

static void rounds(int count)
{
	for (int i = 0; i < count; i++) {
		aio_context_t context = 0;

		if (syscall(SYS_io_setup, 8, &context) == 0)
			syscall(SYS_io_destroy, context);
	}
}

static void run(void)
{
	aio_context_t context = 0;
	long unused, copy;
	int files;

	tiny_settle();
	TEST(syscall(SYS_io_setup, 8, &context));
	TST_EXP_EXPR(TST_RET == 0 || TST_ERR == ENOSYS, "io_setup(8): expected 0 or ENOSYS, got %ld, %s", TST_RET,
		     TST_RET ? tst_strerrno(TST_ERR) : "success");
	if (TST_RET == 0)
		syscall(SYS_io_destroy, context);
	rounds(50);
	fig_settle();
	unused = fig_unused();
	copy = fig_mmap_copy();
	files = fig_files();
	rounds(1000);
	TST_EXP_EQ_LI(aio_nr(), 0);
	tiny_back("1000 calls", unused);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	TST_EXP_EXPR(fig_files() <= files + 2, "%d files were open, now %ld", files, fig_files());
}

static struct tst_test test = {
	.test_all = run,
};
