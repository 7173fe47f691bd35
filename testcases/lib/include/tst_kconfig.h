// SPDX-License-Identifier: GPL-2.0-or-later
/* The configuration and the command line of the running kernel. */
#ifndef TST_KCONFIG_H
#define TST_KCONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct tst_kconfig_var {
	char id[64];
	unsigned int id_len;
	char choice; /* 'y', 'm', 'n', 'v' with val, 0: the kernel does not know it */
	char *val;
};

#define TST_KCONFIG_INIT(name) {.id = name, .id_len = strlen(name)}

/* Conditions like "CONFIG_A=y & (!CONFIG_B | CONFIG_C)"; all must hold. Non-zero when one does not. */
int tst_kconfig_check(const char *const kconfigs[]);
void tst_kconfig_read(struct tst_kconfig_var vars[], size_t vars_len);
char tst_kconfig_get(const char *confname);

struct tst_kcmdline_var {
	const char *key;
	char value[128];
	bool found;
};

#define TST_KCMDLINE_INIT(name) {.key = name}

/* Fills in those that are on the kernel's command line. */
void tst_kcmdline_parse(struct tst_kcmdline_var params[], size_t params_len);

#endif
