// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * readlink() by nobody of a link that the program ln made as user bin, in a directory which others may
 * only pass through.
 */
#include "tst_test.h"

#define DIR_NAME "dir"
#define LINK_NAME DIR_NAME "/link"
#define TARGET "somewhere"

static uid_t nobody, bin;

static void run(void)
{
	struct stat status;
	char buf[64] = "";
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETRESUID(bin, bin, bin);
		execl("/bin/ln", "ln", "-s", TARGET, LINK_NAME, NULL);
		tst_brk(TBROK | TERRNO, "cannot execute ln");
	}
	TST_EXP_EXITED(pid, 0, "ln as bin");
	SAFE_LSTAT(LINK_NAME, &status);
	TST_EXP_EQ_LI(status.st_uid, bin);

	TST_VFORK(pid) {
		SAFE_SETEUID(nobody);
		TST_EXP_VAL(readlink(LINK_NAME, buf, sizeof(buf) - 1), (long)strlen(TARGET),
			    "readlink() as nobody");
		TST_EXP_EQ_STR(buf, TARGET);
	}
	TST_EXP_EXITED(pid, 0);
	SAFE_UNLINK(LINK_NAME);
}

static void setup(void)
{
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	bin = SAFE_GETPWNAM("bin")->pw_uid;
	SAFE_MKDIR(DIR_NAME, 0711);
	SAFE_CHMOD(DIR_NAME, 0711);
	SAFE_CHOWN(DIR_NAME, bin, -1);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
