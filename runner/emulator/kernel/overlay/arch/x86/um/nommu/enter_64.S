/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Way into and out of guest user mode.
 *
 * Everything between um_enter_begin and um_enter_end runs with um_in_user set
 * but with the task's registers not yet (all) in the CPU. A signal handler that
 * finds its interrupted instruction there drops the attempt: the saved
 * registers are still whole.
 */

#include <linux/linkage.h>
#include <generated/user_constants.h>
#include <nommu.h>

#define GP(nr)		((nr) * 8)(%rdi)
#define HOST_FS_BASE	21
#define HOST_GS_BASE	22
#define NR_ARCH_PRCTL	158
#define SET_FS		0x1002

	.text

/* int um_enter_user(unsigned long *gp, unsigned long *fp) */
SYM_FUNC_START(um_enter_user)
	pushq	%rbx
	pushq	%rbp
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	movq	%rsp, um_kernel_sp

SYM_INNER_LABEL(um_enter_begin, SYM_L_GLOBAL)
	movb	$NOMMU_IN_USER, um_in_user
	cmpl	$0, signals_pending
	jne	.Lnot_entered

	movl	um_xstate_mask, %eax
	xorl	%edx, %edx
	testl	%eax, %eax
	jz	.Lfxrstor
	xrstor64 (%rsi)
	jmp	.Lsegments
.Lfxrstor:
	fxrstor64 (%rsi)

.Lsegments:
	cmpb	$0, um_fsgsbase
	je	.Lslow_fs
	movq	GP(HOST_FS_BASE), %rax
	wrfsbase %rax
	movq	GP(HOST_GS_BASE), %rax
	wrgsbase %rax
	jmp	.Lregisters
.Lslow_fs:
	movq	%rdi, %rbx
	movq	GP(HOST_FS_BASE), %rsi
	movl	$SET_FS, %edi
	movl	$NR_ARCH_PRCTL, %eax
	syscall
	movq	%rbx, %rdi

.Lregisters:
	movq	GP(HOST_R15), %r15
	movq	GP(HOST_R14), %r14
	movq	GP(HOST_R13), %r13
	movq	GP(HOST_R12), %r12
	movq	GP(HOST_R11), %r11
	movq	GP(HOST_R10), %r10
	movq	GP(HOST_R9), %r9
	movq	GP(HOST_R8), %r8
	movq	GP(HOST_BP), %rbp
	movq	GP(HOST_BX), %rbx
	movq	GP(HOST_AX), %rax
	movq	GP(HOST_CX), %rcx
	movq	GP(HOST_DX), %rdx
	movq	GP(HOST_SI), %rsi
	movq	GP(HOST_DI), %rdi
	movq	$um_iret_frame, %rsp
	/* loads rip, flags and rsp at once and leaves the red zone alone */
	iretq
SYM_INNER_LABEL(um_enter_end, SYM_L_GLOBAL)

.Lnot_entered:
	movb	$NOMMU_IN_KERNEL, um_in_user
	movl	$NOMMU_NOT_ENTERED, %eax

	/* handlers come back here, the reason in eax */
SYM_INNER_LABEL(um_enter_return, SYM_L_GLOBAL)
	movq	um_kernel_sp, %rsp
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbp
	popq	%rbx
	ret
SYM_FUNC_END(um_enter_user)

/* void um_leave_user(int reason): from a handler straight back to the kernel */
SYM_FUNC_START(um_leave_user)
	movl	%edi, %eax
	jmp	um_enter_return
SYM_FUNC_END(um_leave_user)

	.section .note.GNU-stack, "", @progbits
