// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Signal handlers: alternate stack, registers and floating point state over the return, restarted and interrupted system
 * calls, a handler that recovers from a fault, timers of all three kinds.
 */
#define _GNU_SOURCE
#include <setjmp.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <ucontext.h>
#include "tst_test.h"
#include "tst_safe_clocks.h"

static char alt_stack[16384];
static volatile int hits, on_alt_stack, alarms;
static volatile unsigned long fault_address;
static sigjmp_buf recover;

static void count(int sig LTP_ATTRIBUTE_UNUSED)
{
	char here;

	hits++;
	on_alt_stack = &here > alt_stack && &here < alt_stack + sizeof(alt_stack);
}

/* spoils all it may */
static void spoil(int sig LTP_ATTRIBUTE_UNUSED)
{
	hits++;
	asm volatile("pcmpeqd %%xmm3, %%xmm3\n\tfinit" : : : "xmm3", "rbx", "r12", "r13", "st");
}

static void on_fault(int sig LTP_ATTRIBUTE_UNUSED, siginfo_t *si, void *uc LTP_ATTRIBUTE_UNUSED)
{
	fault_address = (unsigned long)si->si_addr;
	siglongjmp(recover, 1);
}

static void on_alarm(int sig LTP_ATTRIBUTE_UNUSED)
{
	alarms++;
}

static void install(int sig, void (*handler)(int), int flags)
{
	struct sigaction sa = {.sa_handler = handler, .sa_flags = flags};

	SAFE_SIGACTION(sig, &sa, NULL);
}

TST_CHILD(write_later)
{
	int fd = tst_args_fd(args, 0);

	usleep(100000);
	kill(getppid(), SIGUSR1);
	usleep(100000);
	SAFE_WRITE(SAFE_WRITE_ALL, fd, "x", 1);
}

static int timer_fires(int which, int sig)
{
	struct itimerval it = {.it_value = {.tv_usec = 30000}}, off = {};
	struct timespec start, now;

	alarms = 0;
	install(sig, on_alarm, 0);
	SAFE_CLOCK_GETTIME(CLOCK_MONOTONIC, &start);
	if (setitimer(which, &it, NULL))
		return -1;
	do {
		SAFE_CLOCK_GETTIME(CLOCK_MONOTONIC, &now);
	} while (!alarms && now.tv_sec - start.tv_sec < 5);
	setitimer(which, &off, NULL);
	return alarms;
}

static void run(void)
{
	stack_t ss = {.ss_sp = alt_stack, .ss_size = sizeof(alt_stack)};
	unsigned long low, rbx;
	int fds[2];
	pid_t pid;
	char c;

	if (sigaltstack(&ss, NULL))
		tst_brk(TBROK | TERRNO, "sigaltstack()");
	hits = 0;
	install(SIGUSR1, count, SA_ONSTACK);
	raise(SIGUSR1);
	TST_EXP_EXPR(hits == 1 && on_alt_stack, "handler runs on the alternate stack");
	install(SIGUSR1, count, 0);
	raise(SIGUSR1);
	TST_EXP_EXPR(hits == 2 && !on_alt_stack, "handler without SA_ONSTACK runs on the program's stack");

	install(SIGUSR1, spoil, 0);
	asm volatile("movq %4, %%xmm3\n\tmov %5, %%rbx\n\tsyscall\n\tmovq %%xmm3, %0\n\tmov %%rbx, %1"
		     : "=r"(low), "=r"(rbx)
		     : "a"((long)SYS_kill), "D"((long)getpid()), "r"(0x1122334455667788UL), "r"(0x99aabbccddeeff00UL),
		       "S"((long)SIGUSR1)
		     : "xmm3", "rbx", "rcx", "r11", "memory");
	TST_EXP_EXPR(low == 0x1122334455667788UL, "an SSE register survives a handler that changes it (0x%lx)", low);
	TST_EXP_EXPR(rbx == 0x99aabbccddeeff00UL, "so does a general register (0x%lx)", rbx);

	SAFE_PIPE(fds);
	install(SIGUSR1, count, SA_RESTART);
	pid = tst_spawn(write_later, tst_arg_fd(fds[1]));
	TST_EXP_VAL(read(fds[0], &c, 1), 1, "read() goes on after a handler with SA_RESTART");
	TST_EXP_EXITED(pid, 0);
	install(SIGUSR1, count, 0);
	pid = tst_spawn(write_later, tst_arg_fd(fds[1]));
	TST_EXP_FAIL(read(fds[0], &c, 1), EINTR, "read() is interrupted without it");
	TST_EXP_EXITED(pid, 0);
	SAFE_CLOSE(fds[0]);
	SAFE_CLOSE(fds[1]);

	struct sigaction sa = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_NODEFER};

	SAFE_SIGACTION(SIGSEGV, &sa, NULL);
	if (!sigsetjmp(recover, 1))
		*(volatile int *)0x10000UL = 1;
	TST_EXP_EQ_LU(fault_address, 0x10000UL);

	TST_EXP_VAL(timer_fires(ITIMER_REAL, SIGALRM), 1);
	TST_EXP_VAL(timer_fires(ITIMER_VIRTUAL, SIGVTALRM), 1);
	TST_EXP_VAL(timer_fires(ITIMER_PROF, SIGPROF), 1);
}

static struct tst_test test = {
	.test_all = run,
};
