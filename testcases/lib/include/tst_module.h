// SPDX-License-Identifier: GPL-2.0-or-later
/* Kernel modules that a test brings along. */
#ifndef TST_MODULE_H
#define TST_MODULE_H

/* Finds NAME.ko beside the test; TBROK when it is not there. */
void tst_module_exists(const char *mod_name, char **mod_path);
void tst_module_load(const char *mod_name, char *const argv[]);
void tst_module_unload(const char *mod_name);
int tst_module_signature_enforced(void);
void tst_requires_module_signature_disabled(void);

#define tst_requires_module_signature_disabled_() tst_requires_module_signature_disabled()

#endif
