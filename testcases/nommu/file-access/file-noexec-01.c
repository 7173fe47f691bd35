// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Files of a file system mounted noexec cannot be mapped executable, although nothing would stop their
 * execution later.
 */
#define _GNU_SOURCE
#include <sys/mount.h>
#include <sys/personality.h>
#include "../figures.h"

static int fd;

static void works(int flags, const char *letters, const char *name)
{
	void *mem = mmap(NULL, FIG_PAGE, PROT_READ, flags, fd, 0);
	struct fig_map map;

	fig_find(FIG_SELF, mem, &map);
	TST_EXP_EXPR(mem != MAP_FAILED && strcmp(map.perms, letters) == 0, "%s gives %s: %s", name, letters,
		     map.perms);
	if (mem != MAP_FAILED)
		SAFE_MUNMAP(mem, FIG_PAGE);
}

static void run(void)
{
	int before;

	TST_EXP_FAIL_PTR_VOID(mmap(NULL, FIG_PAGE, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0), EPERM,
			      "private, PROT_EXEC");
	TST_EXP_FAIL_PTR_VOID(mmap(NULL, FIG_PAGE, PROT_READ | PROT_EXEC, MAP_SHARED, fd, 0), EPERM,
			      "shared, PROT_EXEC");
	works(MAP_PRIVATE, "r--p", "private, PROT_READ");
	works(MAP_SHARED, "r--S", "shared, PROT_READ");
	before = SAFE_PERSONALITY(READ_IMPLIES_EXEC);
	works(MAP_PRIVATE, "r--p", "private, PROT_READ with READ_IMPLIES_EXEC");
	works(MAP_SHARED, "r--S", "shared, PROT_READ with READ_IMPLIES_EXEC");
	SAFE_PERSONALITY(before);
}

static void setup(void)
{
	SAFE_MKDIR("mnt", 0700);
	SAFE_MOUNT("noexec", "mnt", "ramfs", MS_NOEXEC, NULL);
	fd = fig_ramfs_file("mnt/file", 1);
	SAFE_FCHMOD(fd, 0700);
}

static void cleanup(void)
{
	if (fd > 0)
		SAFE_CLOSE(fd);
	if (tst_is_mounted("mnt"))
		tst_umount("mnt");
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
