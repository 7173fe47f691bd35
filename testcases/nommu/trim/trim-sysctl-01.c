// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * vm.nr_trim_pages takes numbers from 0 up, from root only; what exists only with an MMU is not among the
 * settings.
 */
#include "../figures.h"

#define TRIM "/proc/sys/vm/nr_trim_pages"

static const char *const absent[] = {
	"/proc/sys/vm/max_map_count",
	"/proc/sys/vm/mmap_min_addr",
	"/proc/sys/vm/legacy_va_layout",
};

TST_CHILD(ordinary)
{
	SAFE_SETUID(65534);
	TST_EXP_FAIL2(open(TRIM, O_WRONLY), EACCES, "open for writing by an ordinary user");
}

static void run(void)
{
	int fd = SAFE_OPEN(TRIM, O_WRONLY), before, after;
	long copy;
	char *mem;
	pid_t pid;

	SAFE_FILE_SCANF(TRIM, "%d", &before);
	TST_EXP_FAIL2(write(fd, "-1", 2), EINVAL, "write of -1");
	SAFE_FILE_SCANF(TRIM, "%d", &after);
	TST_EXP_EQ_LI(after, before);
	SAFE_LSEEK(fd, 0, SEEK_SET);
	TST_EXP_VAL(write(fd, "2147483647", 10), 10, "write of 2147483647");
	SAFE_CLOSE(fd);
	SAFE_FILE_SCANF(TRIM, "%d", &after);
	TST_EXP_EQ_LI(after, 2147483647);
	copy = fig_mmap_copy();
	mem = SAFE_MMAP(NULL, 3 * FIG_PAGE, FIG_RW, FIG_ANON, -1, 0);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy + 4);
	SAFE_MUNMAP(mem, 3 * FIG_PAGE);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);

	pid = tst_spawn(ordinary);
	TST_EXP_EXITED(pid, 0, "the child of an ordinary user");
	for (unsigned int i = 0; i < ARRAY_SIZE(absent); i++)
		TST_EXP_FAIL(access(absent[i], F_OK), ENOENT, "%s", absent[i]);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.forks_child = 1,
	.needs_root = 1,
	.save_restore = (const struct tst_path_val[]){
		{TRIM, NULL, TST_SR_TBROK},
		{},
	},
};
