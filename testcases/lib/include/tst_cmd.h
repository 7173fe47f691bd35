// SPDX-License-Identifier: GPL-2.0-or-later
/* Commands a test runs, or needs. */
#ifndef TST_CMD_H
#define TST_CMD_H

enum tst_cmd_flags {
	TST_CMD_PASS_RETVAL = 1,   /* return what the command exited with in place of TBROK */
	TST_CMD_TCONF_ON_MISSING = 2,
};

/* In struct tst_test.needs_cmds, ended by an empty element: "mkfs.ext4", "mkfs.ext4 >= 1.43.0". */
struct tst_cmd {
	const char *cmd;
	unsigned int optional : 1;
	unsigned int present : 1; /* set by the library */
};

/* Runs argv (found by PATH) with its output in these descriptors or files; -1 and NULL leave it as it is. */
int tst_cmd_fds(const char *const argv[], int stdout_fd, int stderr_fd, enum tst_cmd_flags flags);
int tst_cmd(const char *const argv[], const char *stdout_path, const char *stderr_path, enum tst_cmd_flags flags);
/* 1 when the command (with its version condition) is there. */
int tst_check_cmd(const char *cmd, const int brk_nosupp);
int tst_cmd_present(const char *cmd);
int tst_system(const char *command);

#endif
