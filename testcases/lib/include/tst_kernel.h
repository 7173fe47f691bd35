// SPDX-License-Identifier: GPL-2.0-or-later
/* Facts about the running kernel. */
#ifndef TST_KERNEL_H
#define TST_KERNEL_H

#include <stdbool.h>

int tst_kernel_bits(void);
int tst_is_32bit(void);
int tst_check_builtin_driver(const char *driver);
int tst_check_driver(const char *driver);
int tst_check_module_driver(const char *driver);
/* -1 on a kernel with PREEMPT_RT. */
int tst_check_preempt_rt(void);
bool tst_abi_bits(int abi);
int tst_lockdown_enabled(void);
int tst_secureboot_enabled(void);
long tst_ncpus(void);
long tst_ncpus_conf(void);
long tst_ncpus_max(void);
long tst_ncpus_available(void);
int tst_is_virt(int virt_type);

#define VIRT_ANY 0
#define VIRT_XEN 1
#define VIRT_KVM 2
#define VIRT_HYPERV 3

#endif
