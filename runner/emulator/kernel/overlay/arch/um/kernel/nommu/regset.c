// SPDX-License-Identifier: GPL-2.0-only
/*
 * Registers of a task as the FDPIC loader puts them into a core file.
 */

#include <linux/elf.h>
#include <linux/regset.h>
#include <linux/sched.h>
#include <asm/ptrace.h>

static int general_get(struct task_struct *task,
		       const struct user_regset *regset, struct membuf to)
{
	return membuf_write(&to, task->thread.regs.regs.gp,
			    regset->n * regset->size);
}

static int fp_get(struct task_struct *task, const struct user_regset *regset,
		  struct membuf to)
{
	return membuf_write(&to, task->thread.regs.regs.fp,
			    regset->n * regset->size);
}

static const struct user_regset regsets[] = {
	{
		.core_note_type = NT_PRSTATUS,
		.n = ELF_NGREG,
		.size = sizeof(elf_greg_t),
		.align = sizeof(elf_greg_t),
		.regset_get = general_get,
	},
	{
		.core_note_type = NT_PRFPREG,
		.n = sizeof(elf_fpregset_t) / sizeof(long),
		.size = sizeof(long),
		.align = sizeof(long),
		.regset_get = fp_get,
	},
};

static const struct user_regset_view view = {
	.name = "x86_64",
	.e_machine = ELF_ARCH,
	.regsets = regsets,
	.n = ARRAY_SIZE(regsets),
};

const struct user_regset_view *task_user_regset_view(struct task_struct *task)
{
	return &view;
}
