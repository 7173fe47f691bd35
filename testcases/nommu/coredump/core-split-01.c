// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The core file of a process that has made, cut and dropped many mappings: as many segments as it has mappings left.
 */
#include "core.h"

TST_CHILD(die)
{
	char *mem[20];

	for (int i = 0; i < 20; i++)
		mem[i] = SAFE_MMAP(NULL, 4 * FIG_PAGE, FIG_RW, FIG_ANON, -1, 0);
	for (int i = 0; i < 10; i++)
		SAFE_MUNMAP(mem[i] + FIG_PAGE, FIG_PAGE);
	for (int i = 5; i < 10; i++) {
		SAFE_MUNMAP(mem[i], FIG_PAGE);
		SAFE_MUNMAP(mem[i] + 2 * FIG_PAGE, 2 * FIG_PAGE);
	}
	for (int i = 10; i < 15; i++)
		SAFE_MUNMAP(mem[i], 4 * FIG_PAGE);
	core_die();
}

static void run(void)
{
	core_open(tst_spawn(die), SIGABRT);
	core_check_segments();
	core_check_size();
	SAFE_CLOSE(core_fd);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
	.save_restore = CORE_SAVE_RESTORE,
};
