// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Errors of getsockopt(): no socket, pointers that take nothing, levels and options that a TCP socket does
 * not have.
 */
#include "../loopback.h"

#include <netinet/tcp.h>

static int value;
static socklen_t len = sizeof(value);
static int unopened = UNUSED_FD, null = -1, tcp = -1;

static const struct {
	int *fd;
	int level, option;
	void *value;
	socklen_t *len;
	int err;
	const char *name;
} rows[] = {
	{&unopened, SOL_SOCKET, SO_OOBINLINE, &value, &len, EBADF, "a descriptor that is not open"},
	{&null, SOL_SOCKET, SO_OOBINLINE, &value, &len, ENOTSOCK, "/dev/null"},
	{&tcp, SOL_SOCKET, SO_OOBINLINE, NULL, &len, EFAULT, "value pointer NULL"},
	{&tcp, SOL_SOCKET, SO_OOBINLINE, &value, NULL, EFAULT, "length pointer NULL"},
	{&tcp, 500, SO_OOBINLINE, &value, &len, EOPNOTSUPP, "level 500"},
	{&tcp, IPPROTO_UDP, SO_OOBINLINE, &value, &len, EOPNOTSUPP, "level IPPROTO_UDP, SO_OOBINLINE"},
	{&tcp, IPPROTO_UDP, 1, &value, &len, EOPNOTSUPP, "level IPPROTO_UDP, option 1"},
	{&tcp, IPPROTO_IP, -1, &value, &len, ENOPROTOOPT, "level IPPROTO_IP, option -1"},
	{&tcp, IPPROTO_TCP, -1, &value, &len, ENOPROTOOPT, "level IPPROTO_TCP, option -1"},
};

static void run(unsigned int nr)
{
	len = sizeof(value);
	TST_EXP_FAIL(getsockopt(*rows[nr].fd, rows[nr].level, rows[nr].option, rows[nr].value, rows[nr].len),
		     rows[nr].err, "getsockopt(): %s", rows[nr].name);
}

static void setup(void)
{
	struct sockaddr_in address;

	null = SAFE_OPEN("/dev/null", O_WRONLY);
	tcp = bound_socket(SOCK_STREAM, &address);
}

static void cleanup(void)
{
	if (null >= 0)
		SAFE_CLOSE(null);
	if (tcp >= 0)
		SAFE_CLOSE(tcp);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
};
