// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Access to another's memory at the very end of the address space, where address plus length is 0 again,
 * fails and does no harm.
 */
#define _GNU_SOURCE
#include <sys/ptrace.h>
#include "../figures.h"

#define LAST_PAGE (-4096L)

static char buffer[2 * 4096];

TST_CHILD(traced)
{
	SAFE_PTRACE(PTRACE_TRACEME, 0, NULL, NULL);
	tst_raise(SIGSTOP);
}

static void run(void)
{
	int fd = SAFE_OPEN("/proc/self/mem", O_RDWR);
	pid_t pid;

	/* on 64 bit pread() refuses the offset as negative; read() at the file's position gets there */
	TST_EXP_FAIL2(pread(fd, buffer, 4096, LAST_PAGE), EINVAL);
	TST_EXP_FAIL2(pwrite(fd, buffer, 4096, LAST_PAGE), EINVAL);
	TST_EXP_VAL(lseek(fd, LAST_PAGE, SEEK_SET), LAST_PAGE);
	/* fs/read_write.c rw_verify_area() sees that the sum is no address any more */
	TST_EXP_FAIL2(read(fd, buffer, 4096), EOVERFLOW, "to the end");
	TST_EXP_FAIL2(read(fd, buffer, 4095), EIO, "short of the end");
	TST_EXP_FAIL2(write(fd, buffer, 4096), EOVERFLOW, "to the end");
	TST_EXP_FAIL2(write(fd, buffer, 4095), EIO, "short of the end");
	TST_EXP_EQ_LI(lseek(fd, -1, SEEK_SET), -1);
	TST_EXP_FAIL2(read(fd, buffer, 8192), EOVERFLOW, "past the end");
	SAFE_CLOSE(fd);

	pid = tst_spawn(traced);
	SAFE_WAITPID(pid, NULL, 0);
	TST_EXP_FAIL2(syscall(SYS_ptrace, PTRACE_PEEKDATA, pid, ULONG_MAX, buffer), EIO,
		      "PEEKDATA at ULONG_MAX");
	TST_EXP_FAIL(ptrace(PTRACE_POKEDATA, pid, (void *)ULONG_MAX, NULL), EIO, "POKEDATA at ULONG_MAX");
	TST_EXP_FAIL2(syscall(SYS_ptrace, PTRACE_PEEKDATA, pid, ULONG_MAX - 7, buffer), EIO,
		      "of the last word");
	SAFE_PTRACE(PTRACE_CONT, pid, NULL, NULL);
	TST_EXP_EXITED(pid, 0, "the traced process");
}

static struct tst_test test = {
	.test_all = run,
	.needs_abi_bits = 64,
	.forks_child = 1,
};
