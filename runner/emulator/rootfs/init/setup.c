// SPDX-License-Identifier: GPL-2.0-or-later
/* What every case may expect of the machine: file systems, devices, a host name, a loopback interface. */
#include "init.h"

#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

struct own_mount {
	const char *type, *target, *data;
	bool needed; /* without it nothing works; the others are noted and left out when the kernel lacks them */
};

static const struct own_mount mounts[] = {
	{ "proc", "/proc", NULL, true },
	{ DEV_FILE_SYSTEM, "/dev", "mode=755", true },
	{ "sysfs", "/sys", NULL, false },
	{ "devpts", "/dev/pts", "gid=5,mode=620,ptmxmode=666", false },
	{ "tmpfs", "/dev/shm", "mode=1777", false },
	{ "mqueue", "/dev/mqueue", NULL, false },
	{ "tmpfs", "/tmp", "mode=1777", false },
};

static const struct {
	const char *path, *target;
} links[] = {
	{ "/dev/fd", "/proc/self/fd" },
	{ "/dev/stdin", "/proc/self/fd/0" },
	{ "/dev/stdout", "/proc/self/fd/1" },
	{ "/dev/stderr", "/proc/self/fd/2" },
};

static bool mount_all(struct failure *failure)
{
	for (size_t i = 0; i < sizeof(mounts) / sizeof(*mounts); i++) {
		const struct own_mount *own = &mounts[i];
		/* Directories below /dev come and go with devtmpfs; the others are in the image. */
		if (strncmp(own->target, "/dev/", 5) == 0)
			mkdir(own->target, 0755);
		if (mount(own->type, own->target, own->type, 0, own->data) == 0)
			continue;
		if (own->needed) {
			*failure = (struct failure){ "cannot mount", own->target, errno };
			return false;
		}
		kernel_log(5, "no file system for ", own->target);
	}
	return true;
}

#ifdef INIT_TEST
static void make_devices(void)
{
	mknod("/dev/null", S_IFCHR | 0666, makedev(1, 3));
	mknod("/dev/zero", S_IFCHR | 0666, makedev(1, 5));
	mknod("/dev/tty", S_IFCHR | 0666, makedev(5, 0));
}
#else
static void make_devices(void)
{
}
#endif

static void loopback_up(void)
{
	struct ifreq request = { .ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return; /* a kernel without INET */
	if (ioctl(fd, SIOCSIFFLAGS, &request) < 0)
		kernel_log(4, "loopback stays down", "");
	close(fd);
}

bool setup_machine(struct failure *failure)
{
	umask(0);
	if (!mount_all(failure))
		return false;
	make_devices();
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++)
		(void)!symlink(links[i].target, links[i].path);
	sethostname("ltp-nommu", 9);
	loopback_up();
	return true;
}

/* Whether the path is one of ours and not yet marked in *seen: a second mount on the same place is the case's. */
bool is_own_mount(const char *path, unsigned *seen)
{
	const unsigned root = 1U << 31;

	if (strcmp(path, "/") == 0 && (*seen & root) == 0) {
		*seen |= root;
		return true;
	}
	for (size_t i = 0; i < sizeof(mounts) / sizeof(*mounts); i++) {
		if (strcmp(path, mounts[i].target) != 0 || (*seen & 1U << i) != 0)
			continue;
		*seen |= 1U << i;
		return true;
	}
	return false;
}
