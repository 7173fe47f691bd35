// SPDX-License-Identifier: GPL-2.0-or-later
/* Memory of the machine, in bytes. */
#ifndef TST_MEMUTILS_H
#define TST_MEMUTILS_H

#include <stddef.h>

long long tst_available_mem(void);
long long tst_available_swap(void);
void tst_enable_oom_protection(int pid);
void tst_disable_oom_protection(int pid);

#endif
