// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Ten thousand programs one after the other leave nothing behind: free memory is what it was.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/wait.h>
#include "tst_test.h"

#define PROGRAMS 10000
/* caches of the allocator settle; a page a program would be 40000 kB */
#define SLACK_KB 512

static long free_kb(void)
{
	long kb = -1;

	SAFE_FILE_LINES_SCANF("/proc/meminfo", "MemFree: %ld", &kb);
	return kb;
}

static int run_program(void)
{
	int status;
	pid_t pid;

	TST_VFORK(pid) {
		execl("/bin/true", "true", (char *)NULL);
		_exit(99);
	}
	return waitpid(pid, &status, 0) == pid && status == 0;
}

static int run_programs(int count)
{
	int i, good = 0;

	for (i = 0; i < count; i++)
		good += run_program();
	return good;
}

static void run(void)
{
	long before, after = 0;
	int i;

	/* fills the caches */
	run_programs(200);
	before = free_kb();
	TST_EXP_VAL(run_programs(PROGRAMS), PROGRAMS);
	/* what the last programs had is given back a little later (RCU) */
	for (i = 0; i < 100; i++) {
		after = free_kb();
		if (before - after < SLACK_KB)
			break;
		usleep(20000);
	}
	TST_EXP_EXPR(before - after < SLACK_KB, "free memory: %ld kB before, %ld kB after", before, after);
}

static struct tst_test test = {
	.test_all = run,
	.timeout = 60,
};
