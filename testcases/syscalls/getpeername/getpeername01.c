// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of getpeername(): no socket, no peer, pointers that take nothing. */
#include "../loopback.h"

static struct sockaddr_in addr;
static socklen_t len = sizeof(addr);
static int unopened = UNUSED_FD, null = -1, unconnected = -1, pair[2] = {-1, -1};

static const struct {
	int *fd;
	void *addr;
	socklen_t *len;
	int err;
	const char *name;
} rows[] = {
	{&unopened, &addr, &len, EBADF, "a descriptor that is not open"},
	{&null, &addr, &len, ENOTSOCK, "/dev/null"},
	{&unconnected, &addr, &len, ENOTCONN, "a TCP socket that is bound, not connected"},
	{&pair[0], NULL, &len, EFAULT, "address pointer NULL"},
	{&pair[0], &addr, NULL, EFAULT, "length pointer NULL"},
	{&pair[0], &addr, (socklen_t *)1, EFAULT, "length pointer 1"},
};

static void run(unsigned int nr)
{
	len = sizeof(addr);
	TST_EXP_FAIL(getpeername(*rows[nr].fd, rows[nr].addr, rows[nr].len), rows[nr].err,
		     "getpeername(): %s", rows[nr].name);
}

static void setup(void)
{
	struct sockaddr_in bound;

	null = SAFE_OPEN("/dev/null", O_WRONLY);
	unconnected = bound_socket(SOCK_STREAM, &bound);
	SAFE_SOCKETPAIR(PF_UNIX, SOCK_STREAM, 0, pair);
}

static void cleanup(void)
{
	int *fds[] = {&null, &unconnected, &pair[0], &pair[1]};

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
};
