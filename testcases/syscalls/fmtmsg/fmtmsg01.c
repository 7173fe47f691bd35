// SPDX-License-Identifier: GPL-2.0-or-later
/* fmtmsg() writes a message in two lines to standard error, and one to the console. */
#include <fmtmsg.h>
#include "tst_test.h"

#define LABEL "LTP:fmtmsg01"
#define TEXT "a text"
#define ACTION "an action"
#define TAG "LTP:fmtmsg01:1"

static char output[512];

/* fmtmsg() with standard error in a file; what came is in output. */
static int captured(long classification)
{
	int saved = SAFE_DUP(2), fd = SAFE_OPEN("stderr", O_RDWR | O_CREAT | O_TRUNC, 0600), ret;
	ssize_t len;

	SAFE_DUP2(fd, 2);
	ret = fmtmsg(classification, LABEL, MM_INFO, TEXT, ACTION, TAG);
	SAFE_DUP2(saved, 2);
	SAFE_CLOSE(saved);
	len = SAFE_PREAD(0, fd, output, sizeof(output) - 1, 0);
	output[len] = '\0';
	SAFE_CLOSE(fd);
	return ret;
}

static void run(void)
{
	char *second;

	TST_EXP_VAL(captured(MM_PRINT | MM_SOFT), MM_OK, "fmtmsg(MM_PRINT | MM_SOFT)");
	second = strchrnul(output, '\n');
	if (*second)
		*second++ = '\0';
	TST_EXP_EQ_STR(output, LABEL ": INFO: " TEXT);
	TST_EXP_EQ_STR(second, "TO FIX: " ACTION " " TAG "\n");

	tst_res(TCONF, "addseverity() of a level of the system: musl has no addseverity()");
	tst_res(TCONF, "addseverity() of level 5 and a message of it: musl has no addseverity()");

	TST_EXP_VAL(fmtmsg(MM_CONSOLE | MM_HARD | MM_OPSYS, LABEL, MM_INFO, TEXT, ACTION, TAG), MM_OK,
		    "fmtmsg(MM_CONSOLE | MM_HARD | MM_OPSYS)");
}

static void setup(void)
{
	/* All parts of the message. */
	SAFE_UNSETENV("MSGVERB");
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
