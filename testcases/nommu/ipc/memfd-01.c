// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * memfd_create() where the kernel has it: a descriptor whose memory two processes share. A kernel without
 * tmpfs and huge pages, as one without an MMU mostly is, has no such call and must say ENOSYS.
 */
#include "../figures.h"

#define SIZE (2 * FIG_PAGE)

TST_CHILD(writer)
{
	int fd = tst_args_fd(args, 0);
	char *mem = SAFE_MMAP(NULL, SIZE, FIG_RW, MAP_SHARED, fd, 0);

	TST_EXP_EXPR(mem[0] == 'p', "the child sees the parent's store, it is 0x%x", mem[0]);
	mem[SIZE - 1] = 'c';
}

static void run(void)
{
	char *mem;
	int fd;

	TEST(syscall(SYS_memfd_create, "shared", 0));
	if (TST_RET < 0 && TST_ERR == ENOSYS) {
		tst_res(TPASS, "memfd_create: ENOSYS, the kernel was built without it");
		tst_res(TCONF, "memory of the size given: no memfd_create");
		tst_res(TCONF, "store of the parent: no memfd_create");
		tst_res(TCONF, "store of the child: no memfd_create");
		return;
	}
	fd = TST_RET;
	TST_EXP_EXPR(fd >= 0, "memfd_create: expected a descriptor, got %s", tst_strerrno(TST_ERR));
	if (fd < 0) {
		for (int i = 0; i < 3; i++)
			tst_res(TFAIL, "check %d of 3 of shared memory: no descriptor", i + 1);
		return;
	}
	TST_EXP_PASS(ftruncate(fd, SIZE));
	mem = SAFE_MMAP(NULL, SIZE, FIG_RW, MAP_SHARED, fd, 0);
	mem[0] = 'p';
	SAFE_WAITPID(tst_spawn(writer, tst_arg_fd(fd)), NULL, 0);
	TST_EXP_EXPR(mem[SIZE - 1] == 'c', "the parent sees the child's store, it is 0x%x", mem[SIZE - 1]);
	SAFE_MUNMAP(mem, SIZE);
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
};
