// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the sysctl system call took before Linux 5.5; linux/sysctl.h cannot be included beside the C library.
 */
#ifndef REMOVED_CALL_H
#define REMOVED_CALL_H

#include "tst_test.h"

enum { CTL_KERN = 1 };
enum { KERN_OSTYPE = 1, KERN_OSRELEASE = 2, KERN_VERSION = 4 };

struct sysctl_args {
	int *name;
	int name_len;
	void *old_value;
	size_t *old_len;
	void *new_value;
	size_t new_len;
	unsigned long unused[4];
};

#endif
