// SPDX-License-Identifier: GPL-2.0-or-later
/* A file of root with mode 0644: other users may read it and may not write to it. */
#ifndef ROOT_FILE_H
#define ROOT_FILE_H

#include "tst_test.h"

#define ROOT_FILE "file"

static uid_t nobody;

static inline void make_root_file(void)
{
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	SAFE_CHMOD(".", 0755);
	SAFE_TOUCH(ROOT_FILE, 0644, NULL);
}

/* EACCES for writing; reading works, so it is the file's mode that refuses. */
static inline void check_denied(const char *who)
{
	int fd = SAFE_OPEN(ROOT_FILE, O_RDONLY);

	SAFE_CLOSE(fd);
	TST_EXP_FAIL2(open(ROOT_FILE, O_RDWR), EACCES, "open(O_RDWR) of root's file, mode 0644: %s", who);
	if (TST_RET >= 0)
		close(TST_RET);
}

/* check_denied() in the caller and in a child of its own. */
static inline void check_denied_with_child(const char *who)
{
	pid_t pid;

	check_denied(who);
	TST_VFORK(pid) {
		check_denied("a child of that process");
	}
	TST_EXP_EXITED(pid, 0);
}

static inline void check_allowed(const char *who)
{
	TST_EXP_FD(open(ROOT_FILE, O_RDWR), "open(O_RDWR) of root's file: %s", who);
	if (TST_RET >= 0)
		close(TST_RET);
}

#endif
