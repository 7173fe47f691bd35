// SPDX-License-Identifier: GPL-2.0-only
/*
 * The run loop of a task's user mode without an MMU.
 */

#include <signal.h>
#include <stddef.h>
#include <as-layout.h>
#include <kern_util.h>
#include <os.h>
#include <skas.h>
#include <sysdep/ptrace_user.h>
#include <nommu.h>

/* A breakpoint is reported by the host in a way that can't be relayed */
static void name_breakpoint(siginfo_t *si)
{
	if (si->si_code == SI_KERNEL)
		si->si_code = TRAP_BRKPT;
}

static void user_signal(int sig, struct uml_pt_regs *regs)
{
	siginfo_t *si = (siginfo_t *) nommu_siginfo();

	switch (sig) {
	case SIGALRM:
		nommu_alarm(regs);
		unblock_signals_trace();
		break;
	case SIGIO:
	case SIGWINCH:
		(*sig_info[sig])(sig, (struct siginfo *) si, regs);
		unblock_signals_trace();
		break;
	case SIGUSR2:
		nommu_show_tasks(NULL);
		unblock_signals_trace();
		break;
	case SIGTRAP:
		name_breakpoint(si);
		unblock_signals_trace();
		relay_signal(sig, (struct siginfo *) si, regs);
		break;
	case SIGSEGV:
	case SIGBUS:
	case SIGILL:
	case SIGFPE:
		unblock_signals_trace();
		(*sig_info[sig])(sig, (struct siginfo *) si, regs);
		break;
	default:
		unblock_signals_trace();
		break;
	}
}

/**
 * userspace() - run the current task in user mode, for ever
 * @regs: its registers
 * @aux_fp_regs: unused without an MMU
 */
void userspace(struct uml_pt_regs *regs, unsigned long *aux_fp_regs)
{
	int reason;

	while (1) {
		/* Handle any immediate reschedules or signals */
		interrupt_end();

		block_signals_trace();
		if (nommu_work_pending()) {
			unblock_signals_trace();
			continue;
		}

		/* a system call that is over must not be restarted again */
		UPT_SYSCALL_NR(regs) = -1;
		PT_SYSCALL_NR(regs->gp) = -1;
		reason = nommu_run(regs, singlestepping());
		regs->is_user = 1;

		switch (reason) {
		case SIGSYS:
			unblock_signals_trace();
			PT_SYSCALL_NR(regs->gp) = regs->gp[HOST_AX];
			handle_syscall(regs);
			break;
		case NOMMU_NOT_ENTERED:
			unblock_signals_trace();
			break;
		case NOMMU_BAD_STATE:
			unblock_signals_trace();
			nommu_bad_state(regs);
			break;
		default:
			user_signal(reason, regs);
			break;
		}
	}
}
