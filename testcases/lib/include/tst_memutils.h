// SPDX-License-Identifier: GPL-2.0-or-later
/* Memory of the machine, in bytes. */
#ifndef TST_MEMUTILS_H
#define TST_MEMUTILS_H

#include <stddef.h>

long long tst_available_mem(void);
long long tst_available_swap(void);
/* Fills free memory (at most so many bytes; 0: half of it) and gives it back: what is taken next is not zero. */
void tst_pollute_memory(size_t maxsize, int fillchar);
#define tst_print_meminfo() tst_print_meminfo_(__FILE__, __LINE__)
void tst_print_meminfo_(const char *file, int line);
void tst_prot_to_str(const int prot, char *buf);
void tst_enable_oom_protection(int pid);
void tst_disable_oom_protection(int pid);

#endif
