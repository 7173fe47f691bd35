// SPDX-License-Identifier: GPL-2.0-or-later
/* setfsuid() decides about access to files, and a child inherits it. It belongs to a task: each vfork child has its own. */
#include "tst_test.h"

#include <sys/fsuid.h>

#define NOBODY 65534
#define FILE_NAME "file"

static void run(void)
{
	pid_t child, grandchild;

	TST_VFORK(child) {
		setfsuid(NOBODY);
		TST_EXP_FAIL2(open(FILE_NAME, O_RDWR), EACCES, "child with fsuid nobody: open() of root's file");
		TST_VFORK(grandchild) {
			TST_EXP_FAIL2(open(FILE_NAME, O_RDWR), EACCES, "its child, which inherits the fsuid: open()");
		}
		TST_EXP_EXITED(grandchild, 0);
		setfsuid(0);
		TST_EXP_FD(open(FILE_NAME, O_RDWR), "child with fsuid 0 again: open()");
	}
	TST_EXP_EXITED(child, 0);
}

static void setup(void)
{
	SAFE_TOUCH(FILE_NAME, 0644, NULL);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
