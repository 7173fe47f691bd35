// SPDX-License-Identifier: GPL-2.0-or-later
/* Security modules and policies of the kernel. */
#ifndef TST_SECURITY_H
#define TST_SECURITY_H

/* 1, or 0; the machine's own files say so. */
int tst_fips_enabled(void);
int tst_lockdown_enabled(void);
int tst_secureboot_enabled(void);
int tst_selinux_enabled(void);
int tst_selinux_enforcing(void);

#endif
