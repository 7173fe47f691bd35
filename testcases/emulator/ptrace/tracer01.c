// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * ptrace: words of the tracee's memory, registers, single steps and system call stops.
 */
#define _GNU_SOURCE
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include "tst_test.h"

static volatile long word = 0x1234;

/* tells the tracer where its word is: without an MMU each program is somewhere else */
TST_CHILD(tracee)
{
	int fd = tst_args_fd(args, 0);
	volatile long *where = &word;

	SAFE_WRITE(SAFE_WRITE_ALL, fd, &where, sizeof(where));
	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL))
		_exit(100);
	kill(getpid(), SIGSTOP);
	asm volatile("nop\n\tnop\n\tnop");
	syscall(SYS_getppid);
	_exit(word == 0x5678 ? 42 : 43);
}

static int stopped_by(pid_t pid)
{
	int status;

	SAFE_WAITPID(pid, &status, 0);
	return WIFSTOPPED(status) ? WSTOPSIG(status) : -1;
}

static void run(void)
{
	struct user_regs_struct regs, next;
	struct user_fpregs_struct fp;
	int fds[2], steps = 0, entries = 0;
	long *where;
	pid_t pid;

	SAFE_PIPE(fds);
	pid = tst_spawn(tracee, tst_arg_fd(fds[1]));
	SAFE_READ(1, fds[0], &where, sizeof(where));
	TST_EXP_VAL(stopped_by(pid), SIGSTOP);

	TEST(ptrace(PTRACE_PEEKDATA, pid, where, NULL));
	TST_EXP_EQ_LI(TST_RET, 0x1234L);
	TST_EXP_PASS(ptrace(PTRACE_POKEDATA, pid, where, (void *)0x5678L));
	TEST(ptrace(PTRACE_PEEKDATA, pid, where, NULL));
	TST_EXP_EQ_LI(TST_RET, 0x5678L);
	TST_EXP_FAIL(ptrace(PTRACE_PEEKDATA, pid, (void *)0x10000L, NULL), EIO);

	TST_EXP_PASS(ptrace(PTRACE_GETREGS, pid, NULL, &regs));
	TST_EXP_PASS(ptrace(PTRACE_GETFPREGS, pid, NULL, &fp));
	TST_EXP_EXPR(fp.mxcsr == 0x1f80, "MXCSR of the tracee, 0x%x", fp.mxcsr);

	/* a step moves the tracee by one instruction, forward while there is no jump */
	while (steps < 5) {
		SAFE_PTRACE(PTRACE_SINGLESTEP, pid, NULL, NULL);
		if (stopped_by(pid) != SIGTRAP)
			break;
		SAFE_PTRACE(PTRACE_GETREGS, pid, NULL, &next);
		if (next.rip == regs.rip)
			break;
		regs = next;
		steps++;
	}
	TST_EXP_VAL(steps, 5);

	SAFE_PTRACE(PTRACE_SETOPTIONS, pid, NULL, (void *)PTRACE_O_TRACESYSGOOD);
	while (entries < 20) {
		SAFE_PTRACE(PTRACE_SYSCALL, pid, NULL, NULL);
		if (stopped_by(pid) != (SIGTRAP | 0x80))
			break;
		SAFE_PTRACE(PTRACE_GETREGS, pid, NULL, &regs);
		if (regs.orig_rax == SYS_getppid)
			break;
		entries++;
	}
	TST_EXP_EQ_LI((long)regs.orig_rax, (long)SYS_getppid);
	SAFE_PTRACE(PTRACE_SYSCALL, pid, NULL, NULL);
	TST_EXP_VAL(stopped_by(pid), SIGTRAP | 0x80, "stop at the end of the system call");
	SAFE_PTRACE(PTRACE_GETREGS, pid, NULL, &regs);
	TST_EXP_EQ_LI((long)regs.rax, (long)getpid());
	SAFE_PTRACE(PTRACE_CONT, pid, NULL, NULL);
	TST_EXP_EXITED(pid, 42, "the tracee saw the poked word");
	SAFE_CLOSE(fds[0]);
	SAFE_CLOSE(fds[1]);
}

static struct tst_test test = {
	.test_all = run,
};
