// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What cannot be mapped says so: ENODEV where there is no mapping at all, or no shared one, and EINVAL for a
 * socket, whose kind of file has no default.
 */
#define _GNU_SOURCE
#include <sys/eventfd.h>
#include <sys/socket.h>
#include "../figures.h"

static void refused(const char *name, int fd, int error)
{
	TST_EXP_FAIL_PTR_VOID(mmap(NULL, FIG_PAGE, PROT_READ, MAP_PRIVATE, fd, 0), error, "%s, private",
			      name);
	TST_EXP_FAIL_PTR_VOID(mmap(NULL, FIG_PAGE, PROT_READ, MAP_SHARED, fd, 0), error, "%s, shared", name);
	SAFE_CLOSE(fd);
}

static void refused_shared(const char *name, int fd)
{
	TST_EXP_FAIL_PTR_VOID(mmap(NULL, FIG_PAGE, PROT_READ, MAP_SHARED, fd, 0), ENODEV, "%s, shared", name);
	SAFE_CLOSE(fd);
}

static void run(void)
{
	int pipes[2], fd;

	SAFE_PIPE(pipes);
	refused("a pipe", pipes[0], ENODEV);
	SAFE_CLOSE(pipes[1]);
	fd = eventfd(0, 0);
	if (fd < 0)
		tst_brk(TBROK | TERRNO, "eventfd()");
	refused("an eventfd", fd, ENODEV);
	refused("a directory", SAFE_OPEN(".", O_RDONLY | O_DIRECTORY), ENODEV);
	refused("/proc/self/maps", SAFE_OPEN("/proc/self/maps", O_RDONLY), ENODEV);
	refused("/dev/null", SAFE_OPEN("/dev/null", O_RDWR), ENODEV);
	refused("a socket", SAFE_SOCKET(AF_UNIX, SOCK_STREAM, 0), EINVAL);
	refused_shared("/proc/version", SAFE_OPEN("/proc/version", O_RDONLY));
	fd = SAFE_OPEN("mnt/file", O_RDWR | O_CREAT, 0600);
	SAFE_WRITE(SAFE_WRITE_ALL, fd, "content", 7);
	refused_shared("a file of ext2", fd);
	refused_shared("a block device", SAFE_OPEN(tst_device->dev, O_RDONLY));
}

static struct tst_test test = {
	.test_all = run,
	.needs_root = 1,
	.mount_device = 1,
	.mntpoint = "mnt",
};
