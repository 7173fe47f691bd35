// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of capset(): bad pointers, an unknown version, another process. */
#include "tst_test.h"

#define BAD_POINTER ((void *)-1)

static struct tst_cap_user_header header;
static struct tst_cap_user_data data[2];
static uid_t nobody;

TST_CHILD(sleeper)
{
	pause();
}

static void expect(void *header_ptr, void *data_ptr, int err, const char *name)
{
	TST_EXP_FAIL(syscall(SYS_capset, header_ptr, data_ptr), err, "capset(): %s", name);
}

static void own_process(uint32_t version)
{
	header = (struct tst_cap_user_header){.version = version};
}

static void run(void)
{
	pid_t pid;

	own_process(_LINUX_CAPABILITY_VERSION_3);
	expect(BAD_POINTER, data, EFAULT, "header at (void *)-1");
	expect(&header, BAD_POINTER, EFAULT, "data at (void *)-1");

	own_process(0);
	expect(&header, data, EINVAL, "version 0");
	TST_EXP_EQ_LU(header.version, _LINUX_CAPABILITY_VERSION_3);

	pid = tst_spawn(sleeper);
	header = (struct tst_cap_user_header){.version = _LINUX_CAPABILITY_VERSION_3, .pid = pid};
	SAFE_SETEUID(nobody);
	expect(&header, data, EPERM, "another process, as nobody");
	SAFE_SETEUID(0);
	SAFE_KILL(pid, SIGKILL);
	SAFE_WAITPID(pid, NULL, 0);
}

static void setup(void)
{
	own_process(_LINUX_CAPABILITY_VERSION_3);
	if (tst_capget(&header, data) < 0)
		tst_brk(TBROK | TERRNO, "capget()");
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
};
