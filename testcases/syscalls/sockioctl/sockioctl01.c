// SPDX-License-Identifier: GPL-2.0-or-later
/* ioctl() on sockets: urgent data, the list of interfaces and their flags. */
#include "../loopback.h"

#include <net/if.h>
#include <sys/ioctl.h>

#define INTERFACES 200

static struct ifreq interfaces[INTERFACES];
static struct ifconf config;
static int at_mark;
static int tcp = -1, udp = -1, fifo = -1;
static const int unopened = 1025;

static const struct {
	const int *fd;
	unsigned long request;
	void *arg;
	int err;
	const char *name;
} rows[] = {
	{&unopened, SIOCATMARK, &at_mark, EBADF, "SIOCATMARK on a descriptor that is not open"},
	{&fifo, SIOCATMARK, &at_mark, ENOTTY, "SIOCATMARK on a FIFO"},
	{&tcp, SIOCATMARK, NULL, EFAULT, "SIOCATMARK on TCP, result NULL"},
	{&udp, SIOCATMARK, &at_mark, ENOTTY, "SIOCATMARK on UDP"},
	{&udp, SIOCGIFCONF, &config, 0, "SIOCGIFCONF"},
	{&udp, SIOCGIFFLAGS, interfaces, 0, "SIOCGIFFLAGS of the first interface"},
	{&udp, SIOCGIFFLAGS, NULL, EFAULT, "SIOCGIFFLAGS, NULL"},
	{&udp, SIOCSIFFLAGS, NULL, EFAULT, "SIOCSIFFLAGS, NULL"},
};

static void run(unsigned int nr)
{
	TST_EXP_PASS_OR_FAIL(ioctl(*rows[nr].fd, rows[nr].request, rows[nr].arg), rows[nr].err, "%s", rows[nr].name);
}

static void setup(void)
{
	tcp = SAFE_SOCKET(AF_INET, SOCK_STREAM, 0);
	udp = SAFE_SOCKET(AF_INET, SOCK_DGRAM, 0);
	SAFE_MKFIFO("fifo", 0600);
	fifo = SAFE_OPEN("fifo", O_RDWR);
	config.ifc_len = sizeof(interfaces);
	config.ifc_req = interfaces;
	SAFE_IOCTL(udp, SIOCGIFCONF, &config);
	if (config.ifc_len == 0)
		tst_brk(TBROK, "no interface has an address");
	config.ifc_len = sizeof(interfaces);
}

static void cleanup(void)
{
	int *const fds[] = {&tcp, &udp, &fifo};

	for (size_t i = 0; i < ARRAY_SIZE(fds); i++) {
		if (*fds[i] >= 0)
			SAFE_CLOSE(*fds[i]);
	}
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
