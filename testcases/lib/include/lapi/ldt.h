// SPDX-License-Identifier: GPL-2.0-or-later
/* modify_ldt() and struct user_desc, on x86. */
#ifndef LAPI_LDT_H
#define LAPI_LDT_H

#include <errno.h>
#include <asm/ldt.h>

#include "tst_safe.h"
#include "lapi/syscalls.h"

static inline int modify_ldt(int func, const struct user_desc *ptr, unsigned long bytecount)
{
	/* The kernel returns an int: through syscall() a negative one may come as a large positive number. */
	long ret = tst_syscall(__NR_modify_ldt, func, ptr, bytecount);

	if (ret > 0 && (int)ret < 0) {
		errno = -(int)ret;
		return -1;
	}
	return ret;
}

#define SAFE_MODIFY_LDT(func, ptr, bytecount) TST_SAFE("modify_ldt(" #func ")", modify_ldt(func, ptr, bytecount))

#endif
