// SPDX-License-Identifier: GPL-2.0-or-later
/* What a child wrote into a file that it never closed is there after its exit. */
#include "tst_test.h"

#define FILE_NAME "file"
#define TEXT "abcd"

static void run(void)
{
	char buf[64] = "";
	int fd, status;
	pid_t pid;

	TST_VFORK(pid) {
		fd = SAFE_CREAT(FILE_NAME, 0644);
		SAFE_WRITE(SAFE_WRITE_ALL, fd, TEXT, strlen(TEXT));
		_exit(0);
	}
	TST_EXP_VAL(wait(&status), pid, "wait() for the child");
	TST_EXP_EXPR(WIFEXITED(status) && !WIFSIGNALED(status), "no signal (%s)", tst_strstatus(status));
	TST_EXP_VAL(WEXITSTATUS(status), 0, "exit code");

	fd = SAFE_OPEN(FILE_NAME, O_RDONLY);
	TST_EXP_VAL(read(fd, buf, sizeof(buf) - 1), (long)strlen(TEXT), "bytes in the file");
	TST_EXP_EQ_STR(buf, TEXT);
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
