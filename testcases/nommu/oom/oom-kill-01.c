// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A process fills a RAM file until there is no memory. It gets an error, or one process is killed (any:
 * without an MMU the kernel does not count who has how much); the kernel goes on, and has the memory again
 * once the file is gone.
 */
#include <sys/wait.h>
#include "../figures.h"

#define BLOCK (64 * 1024)
#define SIZE (1024 * 1024)

TST_CHILD(fill)
{
	static char block[BLOCK];
	int fd = tst_args_fd(args, 0), *err = tst_shared(sizeof(*err));

	while (write(fd, block, sizeof(block)) > 0)
		;
	*err = errno;
}

static void run(void)
{
	int fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600), status, *err = tst_shared(sizeof(*err));
	long copy = fig_mmap_copy(), unused;
	struct stat st;
	pid_t pid;
	char *mem;

	/* once without, for what stays of the first child */
	pid = tst_spawn(fill, tst_arg_fd(SAFE_OPEN("/dev/full", O_WRONLY)));
	SAFE_WAITPID(pid, NULL, 0);
	fig_settle();
	copy = fig_mmap_copy();
	unused = fig_unused_settled();
	*err = 0;
	pid = tst_spawn(fill, tst_arg_fd(fd));
	SAFE_WAITPID(pid, &status, 0);
	TST_EXP_EXPR((status == 0 && (*err == ENOMEM || *err == ENOSPC)) ||
		     (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL),
		     "the process gets ENOMEM or is killed: it %s, %s", tst_strstatus(status),
		     tst_strerrno(*err));
	SAFE_FSTAT(fd, &st);
	TST_EXP_EXPR(st.st_size / (long)FIG_PAGE > unused / 2, "the file has most of %ld free pages: %ld",
		     unused, (long)st.st_size / (long)FIG_PAGE);
	SAFE_CLOSE(fd);
	SAFE_UNLINK("file");
	mem = mmap(NULL, SIZE, FIG_RW, FIG_ANON, -1, 0);
	TST_EXP_EXPR(mem != MAP_FAILED && fig_not(mem, SIZE, 0) == -1,
		     "without the file 1 MiB can be mapped: %s",
		     mem == MAP_FAILED ? tst_strerrno(errno) : "success");
	if (mem != MAP_FAILED)
		SAFE_MUNMAP(mem, SIZE);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	TST_EXP_EXPR(fig_unused_again(unused) >= unused - 16,
		     "all its memory is free again: %ld pages of %ld", fig_unused(), unused);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
	.forks_child = 1,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
