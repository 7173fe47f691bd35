// SPDX-License-Identifier: GPL-2.0-or-later
/* The configuration of the running kernel: /proc/config.gz is not read, a plain file is. */
#ifndef TST_KCONFIG_H
#define TST_KCONFIG_H

#include <stddef.h>

struct tst_kconfig_var {
	char id[64];
	unsigned int id_len;
	char choice; /* 'y', 'm', 'n', 'v' with val, 0: not set */
	char *val;
};

/* Expressions like "CONFIG_A=y & !CONFIG_B | CONFIG_C"; all must hold. Non-zero when one does not. */
int tst_kconfig_check(const char *const kconfigs[]);
void tst_kconfig_read(struct tst_kconfig_var vars[], size_t vars_len);
char tst_kconfig_get(const char *confname);

#endif
