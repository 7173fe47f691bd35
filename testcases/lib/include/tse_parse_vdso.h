// SPDX-License-Identifier: GPL-2.0-or-later
/* Functions that the kernel maps into every process. */
#ifndef TSE_PARSE_VDSO_H
#define TSE_PARSE_VDSO_H

#include <stdint.h>
#include <time.h>

/* Where the vDSO lies (AT_SYSINFO_EHDR, or the whole auxiliary vector); then a function in it, or NULL. */
void vdso_init_from_auxv(void *auxv);
void vdso_init_from_sysinfo_ehdr(uintptr_t base);
void *vdso_sym(const char *version, const char *name);

typedef int (*gettime_t)(clockid_t clk_id, void *ts);
void find_clock_gettime_vdso(gettime_t *ptr_vdso_gettime, gettime_t *ptr_vdso_gettime64);

#endif
