// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The price of shared copies: as long as one process keeps a private read-only mapping of a file, later
 * mappings of others show the bytes of that time, not those of the file. A record of what the kernel does.
 */
#include "../figures.h"

TST_CHILD(reader)
{
	const char *wanted = tst_args_str(args, 0);
	int fd = SAFE_OPEN("mnt/file", O_RDONLY);
	char *mem = SAFE_MMAP(NULL, FIG_PAGE, PROT_READ, MAP_PRIVATE, fd, 0);

	TST_EXP_EXPR(memcmp(mem, wanted, 3) == 0, "another process's mapping shows '%s': '%.3s'", wanted,
		     mem);
}

static void run(void)
{
	int fd = SAFE_OPEN("mnt/file", O_RDWR | O_CREAT, 0600);
	char *mem, read_back[4] = "";
	pid_t pid;

	SAFE_WRITE(SAFE_WRITE_ALL, fd, "old", 3);
	mem = SAFE_MMAP(NULL, FIG_PAGE, PROT_READ, MAP_PRIVATE, fd, 0);
	SAFE_PWRITE(SAFE_WRITE_ALL, fd, "new", 3, 0);
	SAFE_PREAD(1, fd, read_back, 3, 0);
	TST_EXP_EQ_STR(read_back, "new");
	TST_EXP_EXPR(memcmp(mem, "old", 3) == 0, "the mapping of before shows 'old': '%.3s'", mem);
	pid = tst_spawn(reader, tst_arg_str("old"));
	TST_EXP_EXITED(pid, 0, "the process that maps while it is kept");
	SAFE_MUNMAP(mem, FIG_PAGE);
	pid = tst_spawn(reader, tst_arg_str("new"));
	TST_EXP_EXITED(pid, 0, "the process that maps when it is gone");
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.needs_root = 1,
	.forks_child = 1,
	.mount_device = 1,
	.mntpoint = "mnt",
};
