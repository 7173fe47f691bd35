// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * How a file was opened limits how it can be mapped: never without reading, not shared and writable without
 * writing, not shared when it can only be appended to. Refusals hold on to nothing.
 */
#define _GNU_SOURCE
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include "../figures.h"

#define ROUNDS 1000

static int wronly, rdonly, append;

static const struct {
	const char *name;
	int *fd, prot, flags, error;
} refused[] = {
	{"private, of a write-only descriptor", &wronly, PROT_READ, MAP_PRIVATE, EACCES},
	{"shared, of a write-only descriptor", &wronly, PROT_WRITE, MAP_SHARED, EACCES},
	{"shared and writable, of a read-only descriptor", &rdonly, FIG_RW, MAP_SHARED, EACCES},
	{"shared, of an append-only file open for writing", &append, PROT_READ, MAP_SHARED, EACCES},
};

static void set_append(const char *name, int on)
{
	int fd = SAFE_OPEN(name, O_RDONLY), flags;

	SAFE_IOCTL(fd, FS_IOC_GETFLAGS, &flags);
	flags = on ? flags | FS_APPEND_FL : flags & ~FS_APPEND_FL;
	SAFE_IOCTL(fd, FS_IOC_SETFLAGS, &flags);
	SAFE_CLOSE(fd);
}

static void run(void)
{
	int append_rdonly;
	char *mem;

	for (unsigned int i = 0; i < ARRAY_SIZE(refused); i++) {
		long files = fig_files(), wrong = 0;

		TST_EXP_FAIL_PTR_VOID(mmap(NULL, FIG_PAGE, refused[i].prot, refused[i].flags, *refused[i].fd,
					   0),
				      refused[i].error, "%s", refused[i].name);
		for (int round = 0; round < ROUNDS; round++)
			wrong += mmap(NULL, FIG_PAGE, refused[i].prot, refused[i].flags, *refused[i].fd,
				      0) != MAP_FAILED;
		TST_EXP_EXPR(wrong == 0 && fig_files() == files, "%d refusals leave %ld open files: %ld",
			     ROUNDS, files,
			     fig_files());
	}
	mem = mmap(NULL, FIG_PAGE, PROT_READ, MAP_SHARED, rdonly, 0);
	TST_EXP_EXPR(mem != MAP_FAILED && fig_has(FIG_SELF, mem, FIG_PAGE, "r--S"),
		     "a shared read-only mapping of a read-only descriptor is r--S");
	if (mem != MAP_FAILED)
		SAFE_MUNMAP(mem, FIG_PAGE);
	append_rdonly = SAFE_OPEN("mnt/append", O_RDONLY);
	TST_EXP_FAIL_PTR_VOID(mmap(NULL, FIG_PAGE, PROT_READ, MAP_SHARED, append_rdonly, 0), ENODEV,
			      "shared, of an append-only file open for reading");
	SAFE_CLOSE(append_rdonly);

	SAFE_CLOSE(wronly);
	SAFE_CLOSE(rdonly);
	SAFE_CLOSE(append);
	set_append("mnt/append", 0);
	TST_EXP_PASS(umount("ram"), "nothing holds the ramfs");
	TST_EXP_PASS(umount("mnt"), "nothing holds the ext2");
}

static void setup(void)
{
	SAFE_MKDIR("ram", 0700);
	SAFE_MOUNT("access", "ram", "ramfs", 0, NULL);
	wronly = fig_ramfs_file("ram/file", 1);
	SAFE_CLOSE(wronly);
	wronly = SAFE_OPEN("ram/file", O_WRONLY);
	rdonly = SAFE_OPEN("ram/file", O_RDONLY);
	append = SAFE_OPEN("mnt/append", O_RDWR | O_CREAT | O_APPEND, 0600);
	SAFE_WRITE(SAFE_WRITE_ALL, append, "append", 6);
	set_append("mnt/append", 1);
}

static void cleanup(void)
{
	if (tst_is_mounted("ram"))
		tst_umount("ram");
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
	.mount_device = 1,
	.mntpoint = "mnt",
};
