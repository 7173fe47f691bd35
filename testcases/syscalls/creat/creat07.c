// SPDX-License-Identifier: GPL-2.0-or-later
/* creat() of the file of a running program gives ETXTBSY; when the program has ended it may be written. */
#include "tst_test.h"

#define PROGRAM "program"

static void run(void)
{
	pid_t pid;
	int fd;

	/* exec lets the parent go on, so the program runs from here on. */
	TST_VFORK(pid) {
		execl(PROGRAM, "sleep", "60", NULL);
		tst_brk(TBROK | TERRNO, "cannot execute " PROGRAM);
	}
	TST_EXP_FAIL2(creat(PROGRAM, 0755), ETXTBSY, "creat() of a running program's file");
	SAFE_KILL(pid, SIGKILL);
	TST_EXP_KILLED(pid, SIGKILL, "the program, which ran all the time");
	TST_EXP_FD(creat(PROGRAM, 0755), "creat() when the program has ended");
	fd = TST_RET;
	if (fd >= 0)
		SAFE_CLOSE(fd);
}

static void setup(void)
{
	SAFE_CP("/bin/busybox", PROGRAM);
	SAFE_CHMOD(PROGRAM, 0755);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
