// SPDX-License-Identifier: GPL-2.0-or-later
/* What was written into a pipe before a child was made, the child reads. */
#include "tst_test.h"

#define TEXT "twenty-seven bytes of text."

static void run(void)
{
	const long size = strlen(TEXT);
	char buf[64] = "";
	int fds[2];
	pid_t pid;

	SAFE_PIPE(fds);
	SAFE_WRITE(SAFE_WRITE_ALL, fds[1], TEXT, size);
	TST_VFORK(pid) {
		TST_EXP_VAL(read(fds[0], buf, sizeof(buf) - 1), size, "read() in the child");
		TST_EXP_EQ_STR(buf, TEXT);
	}
	TST_EXP_EXITED(pid, 0);
	SAFE_CLOSE(fds[0]);
	SAFE_CLOSE(fds[1]);
}

static struct tst_test test = {
	.test_all = run,
};
