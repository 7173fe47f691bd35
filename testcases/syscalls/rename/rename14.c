// SPDX-License-Identifier: GPL-2.0-or-later
/* A name that one process creates and unlinks while another renames it: for five seconds, and the kernel lives. */
#include "tst_test.h"

#define SECONDS 5

TST_CHILD(creator)
{
	for (;;) {
		int fd = creat("from", 0666);

		if (fd < 0)
			tst_brk(TBROK | TERRNO, "creat()");
		unlink("from");
		close(fd);
	}
}

TST_CHILD(renamer)
{
	for (;;)
		rename("from", "to");
}

static void run(void)
{
	pid_t first = tst_spawn(creator), second = tst_spawn(renamer);

	sleep(SECONDS);
	SAFE_KILL(first, SIGTERM);
	SAFE_KILL(second, SIGTERM);
	TST_EXP_KILLED(first, SIGTERM, "creating process, after %d s", SECONDS);
	TST_EXP_KILLED(second, SIGTERM, "renaming process, after %d s", SECONDS);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
	.runtime = SECONDS,
};
