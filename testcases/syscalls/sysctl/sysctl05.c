// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The sysctl system call with a bad pointer for the length or the value: Linux 5.5 took the call away, so it
 * gives ENOSYS before any pointer is looked at.
 */
#include "removed_call.h"

static void read_value(int nr, void *value, size_t *len, const char *what)
{
	int name[] = {CTL_KERN, nr};
	struct sysctl_args call = {
		.name = name,
		.name_len = ARRAY_SIZE(name),
		.old_value = value,
		.old_len = len,
	};

	TST_EXP_FAIL(syscall(SYS__sysctl, &call), ENOSYS, "sysctl() that reads %s", what);
}

static void run(void)
{
	char value[128];
	size_t len = sizeof(value);

	read_value(KERN_OSRELEASE, value, (size_t *)-1, "KERN_OSRELEASE, length at (void *)-1");
	read_value(KERN_VERSION, (void *)-1, &len, "KERN_VERSION into (void *)-1");
}

static struct tst_test test = {
	.test_all = run,
};
