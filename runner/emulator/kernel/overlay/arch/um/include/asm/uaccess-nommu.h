/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __UM_UACCESS_NOMMU_H
#define __UM_UACCESS_NOMMU_H

#include <linux/compiler_types.h>

extern unsigned long uml_reserved;
extern unsigned long high_physmem;

/*
 * Programs live where the page allocator has its pages. Nothing is read or
 * written for a length of 0, so any pointer will do then.
 */
static inline int __access_ok(const void __user *ptr, unsigned long size)
{
	unsigned long addr = (unsigned long)ptr;

	return !size || (addr >= uml_reserved && size <= high_physmem &&
			 addr <= high_physmem - size);
}

#endif
