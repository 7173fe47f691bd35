// SPDX-License-Identifier: GPL-2.0-or-later
/* The machine's architecture. */
#ifndef TST_ARCH_H
#define TST_ARCH_H

#include "tst_arch_type.h"

struct tst_arch {
	char name[16];
	enum tst_arch_type type;
};

extern const struct tst_arch tst_arch;

/* True when the machine is one of archlist, which ends with NULL, or when that is NULL. */
int tst_is_on_arch(const char *const *archlist);

#endif
