// SPDX-License-Identifier: GPL-2.0-only
/*
 * The host CPU as seen by a guest task without an MMU: registers in, registers
 * out. The first handler of each host signal is here.
 *
 * A handler may start with the guest's FS base, so nothing that uses thread
 * local storage (errno above all) may run before host_fs(). The compiler hoists
 * the address of errno, so code that uses it stays out of these functions.
 */

#include <stddef.h>
#include <string.h>
#include <signal.h>
#include <unistd.h>
#include <cpuid.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <sys/ucontext.h>
#include <asm/prctl.h>
#include <linux/audit.h>
#include <init.h>
#include <as-layout.h>
#include <os.h>
#include <kern_util.h>
#include <registers.h>
#include <sysdep/ptrace.h>
#include <sysdep/ptrace_user.h>
#include <nommu.h>
#include "../../../um/os-Linux/internal.h"

#ifndef HWCAP2_FSGSBASE
#define HWCAP2_FSGSBASE		(1 << 1)
#endif
#ifndef SYS_USER_DISPATCH
#define SYS_USER_DISPATCH	2
#endif

/* 64-bit user segments of every x86-64 Linux host */
#define USER_CS			0x33
#define USER_SS			0x2b

#define FLAG_TF			0x100UL
#define FLAGS_ALWAYS		0x202UL		/* IF and the bit that is always 1 */
/* CF PF AF ZF SF TF DF OF AC ID: what a program may set. NT would make iretq fault */
#define FLAGS_USER		(0xdd5UL | 0x40000UL | 0x200000UL)

/* x87, SSE, AVX, MPX, AVX-512; protection keys and AMX tiles stay the host's */
#define XSTATE_GUEST		0xffUL

/* shared with enter_64.S */
volatile char um_in_user;
unsigned long um_kernel_sp;
unsigned int um_xstate_mask;
unsigned char um_fsgsbase;
struct {
	unsigned long ip, cs, flags, sp, ss;
} um_iret_frame;

/* xrstor wants more alignment than a task structure has */
static unsigned long entry_fp[FP_SIZE] __attribute__ ((aligned(64)));

int um_enter_user(unsigned long *gp, unsigned long *fp);
void um_leave_user(int reason) __attribute__ ((noreturn));
extern char um_enter_begin[], um_enter_end[], um_enter_return[];

extern char cpu0_irqstack[];

static struct uml_pt_regs *user_regs;
static siginfo_t user_siginfo;
static unsigned long host_fs_base;
static unsigned long xstate_size;
static int force_slow_fs __initdata;

static int __init nofsgsbase_setup(char *line, int *add)
{
	*add = 0;
	force_slow_fs = 1;
	return 0;
}

__uml_setup("nofsgsbase", nofsgsbase_setup,
"nofsgsbase\n"
"    Set the FS base of guest programs with a host system call even when the\n"
"    CPU has instructions for it.\n\n"
);

/*
 * In text of the binary, so that it passes the system call filter in user mode
 * too. Not libc's arch_prctl(): that one sets errno.
 */
static inline long raw_arch_prctl(int code, unsigned long value)
{
	long ret;

	asm volatile("syscall" : "=a" (ret)
		     : "0" (SYS_arch_prctl), "D" (code), "S" (value)
		     : "rcx", "r11", "memory");
	return ret;
}

static inline unsigned long read_fs_base(void)
{
	unsigned long base;

	if (um_fsgsbase)
		asm volatile("rdfsbase %0" : "=r" (base));
	else
		raw_arch_prctl(ARCH_GET_FS, (unsigned long) &base);
	return base;
}

static inline void host_fs(void)
{
	if (um_fsgsbase)
		asm volatile("wrfsbase %0" : : "r" (host_fs_base) : "memory");
	else
		raw_arch_prctl(ARCH_SET_FS, host_fs_base);
}

/* for handlers that never return to the guest */
void nommu_back_on_host(void)
{
	host_fs();
	um_in_user = NOMMU_IN_KERNEL;
}

const char *nommu_fs_name(void)
{
	return um_fsgsbase ? "fsgsbase" : "arch_prctl";
}

struct siginfo *nommu_siginfo(void)
{
	return (struct siginfo *) &user_siginfo;
}

static inline int on_signal_stack(unsigned long sp)
{
	return sp - (unsigned long) cpu0_irqstack < UM_THREAD_SIZE;
}

static inline int in_entry(unsigned long ip)
{
	return ip >= (unsigned long) um_enter_begin &&
	       ip < (unsigned long) um_enter_end;
}

static void save_user(mcontext_t *mc, unsigned long fs, unsigned long gs)
{
	unsigned long *gp = user_regs->gp;

#define SAVE(to, from)	(gp[HOST_##to] = mc->gregs[REG_##from])
	SAVE(R8, R8); SAVE(R9, R9); SAVE(R10, R10); SAVE(R11, R11);
	SAVE(R12, R12); SAVE(R13, R13); SAVE(R14, R14); SAVE(R15, R15);
	SAVE(DI, RDI); SAVE(SI, RSI); SAVE(BP, RBP); SAVE(BX, RBX);
	SAVE(DX, RDX); SAVE(AX, RAX); SAVE(CX, RCX); SAVE(SP, RSP);
	SAVE(IP, RIP); SAVE(EFLAGS, EFL);
#undef SAVE
	gp[HOST_CS] = USER_CS;
	gp[HOST_SS] = USER_SS;
	gp[HOST_ORIG_AX] = -1;
	if (um_fsgsbase) {
		gp[HOST_FS_BASE] = fs;
		gp[HOST_GS_BASE] = gs;
	}
	memcpy(user_regs->fp, mc->fpregs, xstate_size);
}

/*
 * The guest's system calls. No signals are masked here and the way back is a
 * jump, not a sigreturn: that saves a host system call on the hottest path.
 */
static void sigsys_handler(int sig, siginfo_t *si, void *p)
{
	mcontext_t *mc = &((ucontext_t *) p)->uc_mcontext;
	unsigned long fs = 0, gs = 0;

	if (um_fsgsbase) {
		asm volatile("rdfsbase %0" : "=r" (fs));
		asm volatile("rdgsbase %0" : "=r" (gs));
	}
	host_fs();
	um_in_user = NOMMU_IN_KERNEL;
	save_user(mc, fs, gs);

	/* int $0x80: there are no 32-bit system calls, so it is a bad gate */
	if (si->si_arch != AUDIT_ARCH_X86_64) {
		user_regs->gp[HOST_IP] -= 2;
		user_regs->faultinfo.trap_no = 13;
		user_regs->faultinfo.error_code = 0;
		user_regs->faultinfo.cr2 = 0;
		um_leave_user(SIGSEGV);
	}
	um_leave_user(SIGSYS);
}

static int is_fault(int sig)
{
	return sig == SIGSEGV || sig == SIGBUS || sig == SIGILL ||
	       sig == SIGFPE || sig == SIGTRAP;
}

/* First handler of all other signals, on the signal stack */
void nommu_signal_entry(int sig, siginfo_t *si, void *p)
{
	mcontext_t *mc = &((ucontext_t *) p)->uc_mcontext;
	unsigned long ip = mc->gregs[REG_RIP];
	unsigned long fs = 0, gs = 0;
	int reason = sig;

	if (!um_in_user) {
		hard_handler(sig, si, p);
		return;
	}

	/* the first instructions of sigsys_handler(): user mode ends anyway */
	if (on_signal_stack(mc->gregs[REG_RSP])) {
		nommu_defer_signal(sig);
		return;
	}

	if (um_fsgsbase) {
		asm volatile("rdfsbase %0" : "=r" (fs));
		asm volatile("rdgsbase %0" : "=r" (gs));
	}
	host_fs();
	um_in_user = NOMMU_IN_KERNEL;

	if (in_entry(ip)) {
		if (is_fault(sig))
			reason = NOMMU_BAD_STATE;
	} else {
		save_user(mc, fs, gs);
		user_siginfo = *si;
		user_regs->faultinfo.error_code = mc->gregs[REG_ERR];
		user_regs->faultinfo.trap_no = mc->gregs[REG_TRAPNO];
		user_regs->faultinfo.cr2 = sig == SIGSEGV ?
			(unsigned long) mc->gregs[REG_CR2] :
			(unsigned long) si->si_addr;
	}

	/* the kernel starts with a fresh FPU, as it does after a system call */
	mc->fpregs = NULL;
	mc->gregs[REG_RIP] = (unsigned long) um_enter_return;
	mc->gregs[REG_RSP] = um_kernel_sp;
	mc->gregs[REG_RAX] = reason;
	mc->gregs[REG_EFL] &= ~(FLAG_TF | 0x400UL);
}

/**
 * nommu_run() - let the current task run in user mode
 * @regs: its registers, the new ones on return
 * @single_step: stop after one instruction
 *
 * To be called with signals blocked.
 *
 * Return: the host signal that ended user mode, NOMMU_NOT_ENTERED or
 * NOMMU_BAD_STATE.
 */
int nommu_run(struct uml_pt_regs *regs, int single_step)
{
	unsigned long *gp = regs->gp;
	unsigned long own_tf = gp[HOST_EFLAGS] & FLAG_TF;
	int reason;

	user_regs = regs;
	um_iret_frame.ip = gp[HOST_IP];
	um_iret_frame.cs = USER_CS;
	um_iret_frame.flags = (gp[HOST_EFLAGS] & FLAGS_USER) | FLAGS_ALWAYS;
	if (single_step)
		um_iret_frame.flags |= FLAG_TF;
	um_iret_frame.sp = gp[HOST_SP];
	um_iret_frame.ss = USER_SS;

	memcpy(entry_fp, regs->fp, xstate_size);

	reason = um_enter_user(gp, entry_fp);

	/* what single stepping put there is not the program's */
	if (single_step && !own_tf)
		gp[HOST_EFLAGS] &= ~FLAG_TF;
	return reason;
}

/* The state after reset, which a new program starts with */
void nommu_init_fp(unsigned long *fp)
{
	unsigned short *control = (unsigned short *) fp;
	unsigned int *mxcsr = (unsigned int *) fp + 6;

	memset(fp, 0, FP_SIZE * sizeof(unsigned long));
	*control = 0x37f;
	*mxcsr = 0x1f80;
}

static void __init find_xstate(void)
{
	unsigned int a, b, c, d, i, low, high;

	xstate_size = 512;
	if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE))
		return;

	asm volatile("xgetbv" : "=a" (low), "=d" (high) : "c" (0));
	um_xstate_mask = 3;
	xstate_size = 512 + 64;
	for (i = 2; i < 8; i++) {
		if (!(low & XSTATE_GUEST & (1U << i)))
			continue;
		__cpuid_count(0xd, i, a, b, c, d);
		if (!a || a + b > FP_SIZE * sizeof(unsigned long))
			continue;
		um_xstate_mask |= 1U << i;
		if (a + b > xstate_size)
			xstate_size = a + b;
	}
}

void __init nommu_host_init(void)
{
	struct sigaction action;

	um_fsgsbase = (getauxval(AT_HWCAP2) & HWCAP2_FSGSBASE) && !force_slow_fs;
	host_fs_base = read_fs_base();
	find_xstate();
	init_exec_registers(USER_CS, USER_SS, FLAGS_ALWAYS);

	memset(&action, 0, sizeof(action));
	action.sa_sigaction = sigsys_handler;
	action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
	sigemptyset(&action.sa_mask);
	if (sigaction(SIGSYS, &action, NULL) < 0)
		panic("setting the SIGSYS handler failed\n");
}
