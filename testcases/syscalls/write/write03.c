// SPDX-License-Identifier: GPL-2.0-or-later
/* write() from a bad buffer gives EFAULT and leaves what the file holds as it is. */
#include "tst_test.h"

#define SIZE 100

static char text[SIZE];

static void run(void)
{
	int fd = SAFE_OPEN("file", O_RDWR | O_CREAT | O_TRUNC, 0600);
	char back[SIZE + 1] = "";
	ssize_t len;

	SAFE_WRITE(SAFE_WRITE_ALL, fd, text, SIZE);
	TST_EXP_FAIL2(write(fd, tst_get_bad_addr(NULL), SIZE), EFAULT,
		      "write() from a buffer that is mapped nowhere");
	len = SAFE_PREAD(0, fd, back, sizeof(back), 0);
	TST_EXP_EXPR(len == SIZE && !memcmp(back, text, SIZE),
		     "the file holds the first %d bytes unchanged (%zd)", SIZE, len);
	SAFE_CLOSE(fd);
}

static void setup(void)
{
	memset(text, 'w', sizeof(text));
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
