// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of creat(). */
#include "tst_test.h"

#define MODE 0666
#define MNT "mnt"

static char too_long[PATH_MAX + 2];
static char *none;

static const struct row {
	const char *path;
	int err;
	const char *name;
} rows[] = {
	{"dir", EISDIR, "an existing directory"},
	{too_long, ENAMETOOLONG, "a name longer than PATH_MAX"},
	{"absent/file", ENOENT, "a directory that does not exist"},
	{"file/file", ENOTDIR, "a file as directory"},
	{"closed/file", EACCES, "as nobody, in a directory of root without search right"},
	{"loop1", ELOOP, "two symbolic links that point at each other"},
	{MNT "/file", EROFS, "a read-only file system"},
};

static void as_nobody(const struct row *row)
{
	SAFE_SETEUID(65534);
	TST_EXP_FAIL2(creat(row->path, MODE), row->err, "creat(): %s", row->name);
	SAFE_SETEUID(0);
}

static void run(unsigned int nr)
{
	if (nr < ARRAY_SIZE(rows)) {
		if (rows[nr].err == EACCES)
			as_nobody(&rows[nr]);
		else
			TST_EXP_FAIL2(creat(rows[nr].path, MODE), rows[nr].err, "creat(): %s", rows[nr].name);
		return;
	}
	TST_EXP_FAIL2(creat(tst_get_bad_addr(NULL), MODE), EFAULT, "creat(): a path that is mapped nowhere");
	/* Without an MMU the page can be read, and holds the empty name. */
	TST_EXP_FAIL2(creat(none, MODE), ENOENT, "creat(): a path in a PROT_NONE page");
}

static void setup(void)
{
	memset(too_long, 'a', sizeof(too_long) - 1);
	SAFE_MKDIR("dir", 0777);
	SAFE_TOUCH("file", 0666, NULL);
	SAFE_MKDIR("closed", 0666);
	SAFE_CHMOD("closed", 0666);
	SAFE_SYMLINK("loop1", "loop2");
	SAFE_SYMLINK("loop2", "loop1");
	none = SAFE_MMAP(NULL, getpagesize(), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void cleanup(void)
{
	if (none)
		SAFE_MUNMAP(none, getpagesize());
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows) + 1,
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
	.needs_rofs = 1,
	.needs_tmpdir = 1,
	.mntpoint = MNT,
};
