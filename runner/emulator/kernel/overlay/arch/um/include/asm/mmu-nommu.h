/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __UM_MMU_NOMMU_H
#define __UM_MMU_NOMMU_H

#include <linux/types.h>

typedef struct {
	unsigned long end_brk;
#ifdef CONFIG_BINFMT_ELF_FDPIC
	unsigned long exec_fdpic_loadmap;
	unsigned long interp_fdpic_loadmap;
#endif
	/*
	 * Made by a clone without CLONE_VM: it has no mappings of its own, the
	 * task runs in its parent's memory.
	 */
	bool borrowed;
} mm_context_t;

#endif
