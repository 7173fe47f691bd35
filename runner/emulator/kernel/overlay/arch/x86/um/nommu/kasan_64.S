/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The very first code of a kernel with KASAN and without an MMU. The C library
 * of a static binary calls memcpy() and its like, which are the kernel's, and
 * the constructors of all files before main(). So that no check ever has to
 * ask whether there is a shadow yet, it is mapped before the library starts:
 * one reservation for all addresses of a host process. The host gives memory
 * to the pages that are written to.
 */

#include <linux/linkage.h>

#define NR_WRITE	1
#define NR_MMAP		9
#define NR_MADVISE	28
#define NR_EXIT		60

/* an eighth of 47 bits of addresses */
#define SHADOW_SIZE	0x100000000000
#define READ_WRITE	0x3
/* MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE */
#define MAP_FLAGS	0x104022
#define MADV_HUGEPAGE	14

	.text

SYM_CODE_START(um_kasan_start)
	/* the ABI has a function pointer for the library there */
	movq	%rdx, %rbx
	movabsq	$CONFIG_KASAN_SHADOW_OFFSET, %rdi
	movabsq	$SHADOW_SIZE, %rsi
	movl	$READ_WRITE, %edx
	movl	$MAP_FLAGS, %r10d
	movq	$-1, %r8
	xorl	%r9d, %r9d
	movl	$NR_MMAP, %eax
	syscall
	cmpq	%rdi, %rax
	jne	.Lno_shadow
	/* that of all memory is written to at boot; small pages will do as well */
	movl	$MADV_HUGEPAGE, %edx
	movl	$NR_MADVISE, %eax
	syscall
	movq	%rbx, %rdx
	jmp	_start

.Lno_shadow:
	movl	$2, %edi
	leaq	.Lmessage(%rip), %rsi
	movl	$(.Lmessage_end - .Lmessage), %edx
	movl	$NR_WRITE, %eax
	syscall
	movl	$1, %edi
	movl	$NR_EXIT, %eax
	syscall
	ud2
SYM_CODE_END(um_kasan_start)

	.section .rodata
.Lmessage:
	.ascii	"KASAN: cannot reserve 16 TB of addresses for the shadow: "
	.ascii	"is there a limit of address space, or vm.overcommit_memory=2?\n"
.Lmessage_end:

	.section .note.GNU-stack, "", @progbits
