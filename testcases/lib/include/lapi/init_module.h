// SPDX-License-Identifier: GPL-2.0-or-later
/* Loading kernel modules. */
#ifndef LAPI_INIT_MODULE_H
#define LAPI_INIT_MODULE_H

#include <errno.h>

#include "lapi/syscalls.h"
#include "tst_test.h"

#ifndef MODULE_INIT_IGNORE_MODVERSIONS
#define MODULE_INIT_IGNORE_MODVERSIONS 1
#endif
#ifndef MODULE_INIT_IGNORE_VERMAGIC
#define MODULE_INIT_IGNORE_VERMAGIC 2
#endif
#ifndef MODULE_INIT_COMPRESSED_FILE
#define MODULE_INIT_COMPRESSED_FILE 4
#endif

static inline int init_module(void *module_image, unsigned long len, const char *param_values)
{
	return tst_syscall(__NR_init_module, module_image, len, param_values);
}

static inline int finit_module(int fd, const char *param_values, int flags)
{
	return tst_syscall(__NR_finit_module, fd, param_values, flags);
}

static inline void finit_module_supported_by_kernel(void)
{
	if (syscall(__NR_finit_module, 0, "", 0) == -1 && errno == ENOSYS)
		tst_brk(TCONF, "this kernel has no finit_module()");
}

#endif
