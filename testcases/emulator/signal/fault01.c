// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a program does wrong costs the program, not the kernel: each fault of the CPU becomes the signal that it becomes
 * on any Linux, and afterwards the kernel still works.
 */
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <ucontext.h>
#include "tst_test.h"

/* in no mapping of the host process, so that the CPU really faults */
#define NOWHERE 0x10000UL

TST_CHILD(read_null)
{
	(void)*(volatile int *)NULL;
}

TST_CHILD(write_nowhere)
{
	*(volatile int *)NOWHERE = 1;
}

TST_CHILD(jump_nowhere)
{
	((void (*)(void))NOWHERE)();
}

/* a return address that is no address at all */
TST_CHILD(jump_noncanonical)
{
	asm volatile("jmp *%0" : : "r"(0x8000000000000000UL));
}

TST_CHILD(divide)
{
	volatile int zero = 0, one = 1000;

	exit(one / zero + one % zero);
}

TST_CHILD(undefined)
{
	asm volatile("ud2");
}

TST_CHILD(breakpoint)
{
	asm volatile("int3");
}

TST_CHILD(privileged)
{
	asm volatile("hlt");
}

TST_CHILD(old_syscall)
{
	asm volatile("int $0x80" : : "a"(1), "b"(0));
}

static void (*wild)(ucontext_t *uc);

static void damage(int sig LTP_ATTRIBUTE_UNUSED, siginfo_t *si LTP_ATTRIBUTE_UNUSED, void *uc)
{
	wild(uc);
}

static void return_wild(void (*how)(ucontext_t *uc))
{
	struct sigaction sa = {.sa_sigaction = damage, .sa_flags = SA_SIGINFO | SA_RESETHAND};

	wild = how;
	SAFE_SIGACTION(SIGUSR1, &sa, NULL);
	raise(SIGUSR1);
}

static void bad_rip(ucontext_t *uc)
{
	uc->uc_mcontext.gregs[REG_RIP] = 0x8000000000000000LL;
}

static void bad_mxcsr(ucontext_t *uc)
{
	uc->uc_mcontext.fpregs->mxcsr = 0xffffffff;
}

static void bad_fpregs(ucontext_t *uc)
{
	uc->uc_mcontext.fpregs = (void *)NOWHERE;
}

TST_CHILD(return_bad_rip)
{
	return_wild(bad_rip);
}

TST_CHILD(return_bad_mxcsr)
{
	return_wild(bad_mxcsr);
}

TST_CHILD(return_bad_fpregs)
{
	return_wild(bad_fpregs);
}

/* no room for a signal frame: the handler can't be run */
TST_CHILD(handler_without_stack)
{
	SAFE_SIGNAL(SIGSEGV, SIG_IGN);
	struct sigaction sa = {.sa_sigaction = damage, .sa_flags = SA_SIGINFO};

	SAFE_SIGACTION(SIGFPE, &sa, NULL);
	asm volatile("mov %0, %%rsp\n\txor %%edx, %%edx\n\txor %%ecx, %%ecx\n\tdiv %%ecx" : : "r"(NOWHERE + 0x800));
}

#define FAULT(child, sig) \
	do { \
		pid_t pid = tst_spawn(child); \
		TST_EXP_KILLED(pid, sig, #child); \
	} while (0)

static void run(void)
{
	FAULT(read_null, SIGSEGV);
	FAULT(write_nowhere, SIGSEGV);
	FAULT(jump_nowhere, SIGSEGV);
	FAULT(jump_noncanonical, SIGSEGV);
	FAULT(divide, SIGFPE);
	FAULT(undefined, SIGILL);
	FAULT(breakpoint, SIGTRAP);
	FAULT(privileged, SIGSEGV);
	FAULT(old_syscall, SIGSEGV);
	FAULT(return_bad_rip, SIGSEGV);
	FAULT(return_bad_mxcsr, SIGSEGV);
	FAULT(return_bad_fpregs, SIGSEGV);
	FAULT(handler_without_stack, SIGSEGV);
	TST_EXP_VAL(system("true"), 0, "programs still run afterwards");
}

static struct tst_test test = {
	.test_all = run,
	.ulimit = (const struct tst_ulimit_val[]){{RLIMIT_CORE, 0}, {}},
};
