// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of connect(). */
#include "../loopback.h"

static struct sockaddr_in server, unused_port, unknown_family;
static int fd = -1;

static void unopened(void)
{
	fd = UNUSED_FD;
}

static void not_a_socket(void)
{
	fd = SAFE_OPEN("/dev/null", O_WRONLY);
}

static void tcp(void)
{
	fd = SAFE_SOCKET(AF_INET, SOCK_STREAM, 0);
}

static void connected(void)
{
	fd = connected_socket(SOCK_STREAM, &server);
}

static const struct row {
	void (*open)(void);
	void *addr;
	socklen_t len;
	int err;
	const char *name;
} rows[] = {
	{unopened, &server, sizeof(server), EBADF, "a descriptor that is not open"},
	{tcp, BAD_POINTER, sizeof(server), EFAULT, "address (void *)-1"},
	{tcp, &server, 3, EINVAL, "address length 3"},
	{not_a_socket, &server, sizeof(server), ENOTSOCK, "/dev/null"},
	{connected, &server, sizeof(server), EISCONN, "a second time"},
	{tcp, &unused_port, sizeof(unused_port), ECONNREFUSED, "a port where nobody listens"},
	{tcp, &unknown_family, sizeof(unknown_family), EAFNOSUPPORT, "address family 47"},
};

static void close_fd(void)
{
	if (fd >= 0 && fd != UNUSED_FD)
		SAFE_CLOSE(fd);
	fd = -1;
}

static void run(void)
{
	tcp_server_start(&server);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		rows[i].open();
		TST_EXP_FAIL(connect(fd, rows[i].addr, rows[i].len), rows[i].err, "connect(): %s", rows[i].name);
		close_fd();
	}
	tcp_server_stop();
}

static void setup(void)
{
	unused_port = loopback(TST_GET_UNUSED_PORT(AF_INET, SOCK_STREAM));
	unknown_family = loopback(0);
	unknown_family.sin_family = 47;
}

static void cleanup(void)
{
	close_fd();
	tcp_server_stop();
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
};
