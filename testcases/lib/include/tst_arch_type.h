// SPDX-License-Identifier: GPL-2.0-or-later
/* Architectures that tests name. */
#ifndef TST_ARCH_TYPE_H
#define TST_ARCH_TYPE_H

enum tst_arch_type {
	TST_ARCH_UNKNOWN,
	TST_X86,
	TST_X86_64,
	TST_IA64,
	TST_PPC,
	TST_PPC64,
	TST_PPC64_LE,
	TST_S390,
	TST_S390X,
	TST_ARM,
	TST_AARCH64,
	TST_SPARC,
	TST_RISCV64,
	TST_LOONGARCH64,
};

#endif
