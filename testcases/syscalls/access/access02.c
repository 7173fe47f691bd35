// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * access() says yes where the user (nobody) may read, write, execute, and write through a symbolic link; and
 * each of these then works.
 */
#include "tst_test.h"

#define TEXT "#!/bin/sh\nexit 7\n"

static void reading(const char *path)
{
	char buf[64] = "";
	int fd = SAFE_OPEN(path, O_RDONLY);

	SAFE_READ(0, fd, buf, sizeof(buf) - 1);
	TST_EXP_EQ_STR(buf, TEXT);
	SAFE_CLOSE(fd);
}

static void writing(const char *path)
{
	int fd;

	TST_EXP_FD(open(path, O_WRONLY), "open(%s, O_WRONLY)", path);
	fd = TST_RET;
	if (fd < 0) {
		tst_res(TFAIL, "write(): %s could not be opened", path);
		return;
	}
	TST_EXP_VAL(write(fd, TEXT, sizeof(TEXT) - 1), (long)sizeof(TEXT) - 1, "write() to %s", path);
	SAFE_CLOSE(fd);
}

static void executing(const char *path)
{
	const char *const argv[] = {path, NULL};

	TST_EXP_VAL(tst_cmd(argv, NULL, NULL, TST_CMD_PASS_RETVAL), 7, "exit code of %s", path);
}

static const struct row {
	const char *path, *mode_name;
	int mode;
	void (*use)(const char *path);
} rows[] = {
	{"./readable", "R_OK", R_OK, reading},
	{"./writable", "W_OK", W_OK, writing},
	{"./executable", "X_OK", X_OK, executing},
	{"./link", "W_OK", W_OK, writing},
};

static void run(unsigned int nr)
{
	const struct row *row = &rows[nr];

	TST_EXP_PASS(access(row->path, row->mode), "access(%s, %s)", row->path, row->mode_name);
	row->use(row->path);
}

static void make(const char *path, mode_t mode)
{
	SAFE_FILE_PRINTF(path, "%s", TEXT);
	SAFE_CHMOD(path, mode);
}

static void setup(void)
{
	/* The real id, which access() goes by, and the effective one. */
	SAFE_SETUID(SAFE_GETPWNAM("nobody")->pw_uid);
	make("readable", 0644);
	make("writable", 0644);
	make("executable", 0777);
	make("target", 0644);
	SAFE_SYMLINK("target", "link");
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
