// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of getsockname(): no socket, pointers that take nothing. */
#include "../loopback.h"

static struct sockaddr_in addr;
static socklen_t len = sizeof(addr);
static int unopened = UNUSED_FD, null = -1, bound = -1;

static const struct {
	int *fd;
	void *addr;
	socklen_t *len;
	int err;
	const char *name;
} rows[] = {
	{&unopened, &addr, &len, EBADF, "a descriptor that is not open"},
	{&null, &addr, &len, ENOTSOCK, "/dev/null"},
	{&bound, NULL, &len, EFAULT, "address pointer NULL"},
	{&bound, &addr, NULL, EFAULT, "length pointer NULL"},
	{&bound, &addr, (socklen_t *)1, EFAULT, "length pointer 1"},
};

static void run(unsigned int nr)
{
	len = sizeof(addr);
	TST_EXP_FAIL(getsockname(*rows[nr].fd, rows[nr].addr, rows[nr].len), rows[nr].err,
		     "getsockname(): %s", rows[nr].name);
}

static void setup(void)
{
	struct sockaddr_in address;

	null = SAFE_OPEN("/dev/null", O_WRONLY);
	bound = bound_socket(SOCK_STREAM, &address);
}

static void cleanup(void)
{
	if (null >= 0)
		SAFE_CLOSE(null);
	if (bound >= 0)
		SAFE_CLOSE(bound);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
};
