/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __UM_AUXVEC_H
#define __UM_AUXVEC_H

/*
 * AT_VECTOR_SIZE_ARCH must be what ARCH_DLINFO adds: the FDPIC loader lays out
 * the stack by the one and fills it by the other.
 */
#include <uapi/asm/auxvec.h>

#ifndef CONFIG_MMU
#undef AT_VECTOR_SIZE_ARCH
#define AT_VECTOR_SIZE_ARCH	0
#endif

#endif
