// SPDX-License-Identifier: GPL-2.0-or-later
/* sendto(): its errors, and an address that a connected stream socket does not look at. */
#include "../loopback.h"

#define BIG (128 * 1024)

static struct sockaddr_in server, other, udp_addr;
static char buf[1024], big[BIG];
static int fd = -1, udp_receiver = -1;

static void unopened(void)
{
	fd = UNUSED_FD;
}

static void not_a_socket(void)
{
	fd = SAFE_OPEN("/dev/null", O_RDWR);
}

static void tcp(void)
{
	fd = connected_socket(SOCK_STREAM, &server);
}

static void tcp_unconnected(void)
{
	fd = SAFE_SOCKET(AF_INET, SOCK_STREAM, 0);
}

static void tcp_shut_down(void)
{
	tcp();
	SAFE_SHUTDOWN(fd, SHUT_WR);
}

static void udp(void)
{
	fd = SAFE_SOCKET(AF_INET, SOCK_DGRAM, 0);
}

static const struct row {
	void (*open)(void);
	void *buf;
	size_t len;
	int flags;
	void *addr;
	socklen_t addr_len;
	int err;
	const char *name;
} rows[] = {
	{unopened, buf, sizeof(buf), 0, &server, sizeof(server), EBADF, "a descriptor that is not open"},
	{not_a_socket, buf, sizeof(buf), 0, &server, sizeof(server), ENOTSOCK, "/dev/null"},
	{udp, BAD_POINTER, sizeof(buf), 0, &udp_addr, sizeof(udp_addr), EFAULT, "UDP, buffer (void *)-1"},
	{tcp, buf, sizeof(buf), 0, &other, sizeof(other), 0, "connected TCP, another address"},
	{tcp_unconnected, buf, sizeof(buf), 0, &server, sizeof(server), EPIPE, "TCP that is not connected"},
	{udp, buf, sizeof(buf), 0, &udp_addr, -1, EINVAL, "UDP, address length -1"},
	{udp, buf, sizeof(buf), 0, BAD_POINTER, sizeof(udp_addr), EFAULT, "UDP, address (void *)-1"},
	{udp, big, sizeof(big), 0, &udp_addr, sizeof(udp_addr), EMSGSIZE, "UDP, 128 KiB"},
	{tcp_shut_down, buf, sizeof(buf), 0, &server, sizeof(server), EPIPE, "TCP after shutdown(SHUT_WR)"},
	{udp, buf, sizeof(buf), MSG_OOB, &udp_addr, sizeof(udp_addr), EOPNOTSUPP, "UDP, MSG_OOB"},
};

static void close_fd(void)
{
	if (fd >= 0 && fd != UNUSED_FD)
		SAFE_CLOSE(fd);
	fd = -1;
}

static void run_row(const struct row *row)
{
	row->open();
	if (row->err)
		TST_EXP_FAIL2(sendto(fd, row->buf, row->len, row->flags, row->addr, row->addr_len), row->err,
			      "sendto(): %s", row->name);
	else
		TST_EXP_VAL(sendto(fd, row->buf, row->len, row->flags, row->addr, row->addr_len), (long)row->len,
			    "sendto(): %s", row->name);
	close_fd();
}

static void run(void)
{
	tcp_server_start(&server);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		run_row(&rows[i]);
	tcp_server_stop();
}

static void setup(void)
{
	SAFE_SIGNAL(SIGPIPE, SIG_IGN);
	udp_receiver = bound_socket(SOCK_DGRAM, &udp_addr);
	other = loopback(htons(9));
}

static void cleanup(void)
{
	close_fd();
	tcp_server_stop();
	if (udp_receiver >= 0)
		SAFE_CLOSE(udp_receiver);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
};
