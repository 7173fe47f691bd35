// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The sysctl system call, with which nobody, root included, may change the name of the system: Linux 5.5
 * took the call away, so root and an ordinary user get ENOSYS.
 */
#include "removed_call.h"

static void change_ostype(const char *who)
{
	int name[] = {CTL_KERN, KERN_OSTYPE};
	char value[] = "Linux";
	struct sysctl_args call = {
		.name = name,
		.name_len = ARRAY_SIZE(name),
		.new_value = value,
		.new_len = sizeof(value),
	};

	TST_EXP_FAIL(syscall(SYS__sysctl, &call), ENOSYS, "sysctl() that sets KERN_OSTYPE, as %s", who);
}

static void run(void)
{
	const uid_t nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	pid_t pid;

	change_ostype("root");
	TST_VFORK(pid) {
		SAFE_SETEUID(nobody);
		change_ostype("nobody");
	}
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
	.needs_root = 1,
};
