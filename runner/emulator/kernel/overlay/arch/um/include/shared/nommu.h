/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * User mode without an MMU: guest programs run in the thread and the address
 * space of the kernel, entered like a virtual CPU and left by a host signal.
 */

#ifndef __UM_NOMMU_H
#define __UM_NOMMU_H

/* um_enter_user() returns the host signal that ended user mode, or: */
#define NOMMU_NOT_ENTERED	0	/* an interrupt waits, nothing has run */
#define NOMMU_BAD_STATE		-1	/* the CPU refused the task's registers */

/* Value of um_in_user: what PR_SET_SYSCALL_USER_DISPATCH wants to see there */
#define NOMMU_IN_KERNEL		0	/* SYSCALL_DISPATCH_FILTER_ALLOW */
#define NOMMU_IN_USER		1	/* SYSCALL_DISPATCH_FILTER_BLOCK */

#ifndef __ASSEMBLY__

#include <sysdep/ptrace.h>

struct siginfo;

/* arch/x86/um/nommu */
void nommu_host_init(void);
int nommu_run(struct uml_pt_regs *regs, int single_step);
struct siginfo *nommu_siginfo(void);
void nommu_init_fp(unsigned long *fp);
void nommu_back_on_host(void);
const char *nommu_fs_name(void);

/* arch/um/os-Linux/nommu */
int nommu_map_memory(void *addr, unsigned long len);
void nommu_trap_syscalls(void);
const char *nommu_trap_name(void);
void nommu_no_randomize(char **argv);
int nommu_trap_again(void);
int nommu_template_serve(int sock, const int *targets, int nr);
void os_timer_stop(void);
int os_timer_go_on(void);
void os_clock_skip(long long nsecs);
void os_renew_epoll(void);
int nommu_coverage_write(int fd);

/* arch/um/kernel/nommu */
int nommu_work_pending(void);
void nommu_alarm(struct uml_pt_regs *regs);
void nommu_bad_state(struct uml_pt_regs *regs);
void nommu_show_tasks(struct uml_pt_regs *regs);
void nommu_cpu_features(void);
void nommu_rearm_irqs(void);
int nommu_template(const int *targets, int nr);
void nommu_coverage_dump(void);	/* only with CONFIG_UML_COVERAGE */

#endif /* __ASSEMBLY__ */
#endif
