// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of capget(); one of an unknown version hands back the version that the kernel prefers. */
#include "tst_test.h"

#define BAD_POINTER ((void *)-1)
/* In a row, for a number that no process has. */
#define NO_PROCESS 999999

static struct tst_cap_user_header header;
static struct tst_cap_user_data data[2];

static const struct row {
	void *header, *data;
	uint32_t version;
	int pid, err;
	const char *name;
} rows[] = {
	{BAD_POINTER, data, _LINUX_CAPABILITY_VERSION_3, 0, EFAULT, "header at (void *)-1"},
	{&header, BAD_POINTER, _LINUX_CAPABILITY_VERSION_3, 0, EFAULT, "data at (void *)-1"},
	{&header, data, 0, 0, EINVAL, "version 0"},
	{&header, data, _LINUX_CAPABILITY_VERSION_3, -1, EINVAL, "process -1"},
	{&header, data, _LINUX_CAPABILITY_VERSION_3, NO_PROCESS, ESRCH, "a process that does not exist"},
};

static void run(unsigned int nr)
{
	const struct row *row = &rows[nr];

	header = (struct tst_cap_user_header){
		.version = row->version,
		.pid = row->pid == NO_PROCESS ? tst_get_unused_pid() : row->pid,
	};
	TST_EXP_FAIL(syscall(SYS_capget, row->header, row->data), row->err, "capget(): %s", row->name);
	if (row->version == 0)
		TST_EXP_EQ_LU(header.version, _LINUX_CAPABILITY_VERSION_3);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
};
