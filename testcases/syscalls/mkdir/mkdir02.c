// SPDX-License-Identifier: GPL-2.0-or-later
/* A directory made in one with the setgid bit gets that bit and that group, not its maker's. */
#include "tst_test.h"

static uid_t nobody_uid, bin_uid;
static gid_t nobody_gid, bin_gid;

static void run(void)
{
	struct stat parent, made;
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETRESGID(nobody_gid, nobody_gid, nobody_gid);
		SAFE_SETRESUID(nobody_uid, nobody_uid, nobody_uid);
		TST_EXP_PASS(mkdir("parent", 0777), "mkdir() by user %u", nobody_uid);
		TST_EXP_PASS(chmod("parent", 0777 | S_ISGID), "chmod(02777) by user %u", nobody_uid);
	}
	TST_EXP_EXITED(pid, 0);
	TST_VFORK(pid) {
		SAFE_SETRESGID(bin_gid, bin_gid, bin_gid);
		SAFE_SETRESUID(bin_uid, bin_uid, bin_uid);
		TST_EXP_PASS(mkdir("parent/made", 0777), "mkdir() in it by user %u", bin_uid);
	}
	TST_EXP_EXITED(pid, 0);
	SAFE_STAT("parent", &parent);
	SAFE_STAT("parent/made", &made);
	TST_EXP_EXPR(made.st_gid == parent.st_gid && made.st_gid != bin_gid,
		     "the group is the parent's, %u, not %u (%u)", parent.st_gid, bin_gid, made.st_gid);
	TST_EXP_EXPR(made.st_mode & S_ISGID, "the setgid bit is set (mode 0%o)", made.st_mode & 07777);
}

static void setup(void)
{
	umask(0);
	SAFE_CHMOD(".", 0777);
	nobody_uid = SAFE_GETPWNAM("nobody")->pw_uid;
	nobody_gid = SAFE_GETPWNAM("nobody")->pw_gid;
	bin_uid = SAFE_GETPWNAM("bin")->pw_uid;
	bin_gid = SAFE_GETPWNAM("bin")->pw_gid;
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
