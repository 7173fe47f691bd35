// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The pages of a ramfs file that is mapped private and read-only, and so in place, must not be given to
 * somebody else when the file is made shorter: ftruncate() is refused, or the pages stay with the mapping.
 */
#include "../figures.h"

#define MANY 64

TST_CHILD(mapper)
{
	static char *mem[MANY];
	int fd = tst_args_fd(args, 0), same = 0, made = 0;
	volatile char *old = SAFE_MMAP(NULL, FIG_PAGE, PROT_READ, MAP_PRIVATE, fd, 0);
	int ret = ftruncate(fd, 0), err = errno;

	tst_res(TINFO, "ftruncate: %d (%s)", ret, tst_strerrno(ret ? err : 0));
	TST_EXP_EXPR(old[0] == 'a', "the mapping has its content after ftruncate");
	for (int i = 0; i < MANY; i++) {
		mem[i] = mmap(NULL, FIG_PAGE, FIG_RW, FIG_ANON, -1, 0);
		if (mem[i] == MAP_FAILED)
			continue;
		made++;
		same += mem[i] == (char *)old;
		memset(mem[i], 0xa5, FIG_PAGE);
	}
	TST_EXP_EQ_LI(made, MANY);
	TST_EXP_EQ_LI(same, 0);
	TST_EXP_EXPR(old[0] == 'a', "the old mapping shows nobody else's data: 0x%02x", old[0] & 0xff);
}

static void run(void)
{
	int fd = fig_ramfs_file("file", 1);
	pid_t pid = tst_spawn(mapper, tst_arg_fd(fd));

	TST_EXP_EXITED(pid, 0, "the process with the mapping");
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
	.forks_child = 1,
};
