// SPDX-License-Identifier: GPL-2.0-or-later
/* bind() of an internet socket to any address, and the errors of bind(). */
#include "tst_test.h"

static struct sockaddr_in any = {.sin_family = AF_INET};
static struct sockaddr_in remote = {.sin_family = AF_INET};
static struct sockaddr_un here = {.sun_family = AF_UNIX, .sun_path = "."};

static int inet_fd = -1, unix_fd = -1, null_fd = -1;

static const struct row {
	int *fd;
	void *addr;
	socklen_t len;
	int err;
	const char *name;
} rows[] = {
	{&inet_fd, (void *)-1, sizeof(any), EFAULT, "address at (void *)-1"},
	{&inet_fd, &any, 3, EINVAL, "length 3"},
	{&null_fd, &any, sizeof(any), ENOTSOCK, "/dev/null"},
	{&inet_fd, &any, sizeof(any), 0, "INADDR_ANY, port 0"},
	{&unix_fd, &here, sizeof(here), EADDRINUSE, "AF_UNIX, a path that exists"},
	{&inet_fd, &remote, sizeof(remote), EADDRNOTAVAIL, "10.255.254.253, not an address of ours"},
};

static void close_all(void)
{
	int *const fds[] = {&inet_fd, &unix_fd, &null_fd};

	for (size_t i = 0; i < ARRAY_SIZE(fds); i++) {
		if (*fds[i] >= 0)
			SAFE_CLOSE(*fds[i]);
	}
}

static void run(unsigned int nr)
{
	const struct row *row = &rows[nr];

	inet_fd = SAFE_SOCKET(AF_INET, SOCK_STREAM, 0);
	unix_fd = SAFE_SOCKET(AF_UNIX, SOCK_STREAM, 0);
	null_fd = SAFE_OPEN("/dev/null", O_WRONLY);
	TST_EXP_PASS_OR_FAIL(bind(*row->fd, row->addr, row->len), row->err, "bind(): %s", row->name);
	close_all();
}

static void setup(void)
{
	any.sin_addr.s_addr = htonl(INADDR_ANY);
	remote.sin_addr.s_addr = htonl(0x0afffefd);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.cleanup = close_all,
};
