// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the run loop without an MMU needs to know of the current task.
 */

#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/thread_info.h>
#include <asm/ptrace.h>
#include <kern_util.h>
#include <os.h>
#include <nommu.h>

int nommu_work_pending(void)
{
	return read_thread_flags() & _TIF_WORK_MASK;
}

/* The timer, with the registers it has interrupted: user time is counted by them */
void nommu_alarm(struct uml_pt_regs *regs)
{
	timer_handler(0, NULL, regs);
}

/*
 * The CPU refused to load the task's registers, for instance after a
 * sigreturn with a wild instruction pointer or a bad MXCSR. Give it a clean
 * FPU, so that a handler can run, and let it have its segmentation fault.
 */
void nommu_bad_state(struct uml_pt_regs *regs)
{
	nommu_init_fp(regs->fp);
	force_sig(SIGSEGV);
}

/*
 * Asked for by whoever is about to end a guest that hangs. @regs: where the
 * kernel was when it was interrupted, NULL when it was in user mode. With them
 * the stack dump knows that being on the signal stack is no accident.
 */
void nommu_show_tasks(struct uml_pt_regs *regs)
{
	struct pt_regs *old = current->thread.segv_regs;

	if (regs)
		current->thread.segv_regs = container_of(regs, struct pt_regs,
							 regs);
	console_verbose();
	pr_emerg("tasks, as asked for by the host:\n");
	show_state();
	if (IS_ENABLED(CONFIG_UML_COVERAGE))
		nommu_coverage_dump();
	current->thread.segv_regs = old;
}
