// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of send(). */
#include "../loopback.h"

#define BIG (128 * 1024)

static struct sockaddr_in server, udp_addr;
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

static void tcp_shut_down(void)
{
	tcp();
	SAFE_SHUTDOWN(fd, SHUT_WR);
}

static void udp(void)
{
	fd = connected_socket(SOCK_DGRAM, &udp_addr);
}

static const struct row {
	void (*open)(void);
	void *buf;
	size_t len;
	int flags, err;
	const char *name;
} rows[] = {
	{unopened, buf, sizeof(buf), 0, EBADF, "a descriptor that is not open"},
	{not_a_socket, buf, sizeof(buf), 0, ENOTSOCK, "/dev/null"},
	{tcp, BAD_POINTER, sizeof(buf), 0, EFAULT, "TCP, buffer (void *)-1"},
	{udp, big, sizeof(big), 0, EMSGSIZE, "UDP, 128 KiB"},
	{tcp_shut_down, buf, sizeof(buf), 0, EPIPE, "TCP after shutdown(SHUT_WR)"},
	{udp, buf, sizeof(buf), MSG_OOB, EOPNOTSUPP, "UDP, MSG_OOB"},
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
		TST_EXP_FAIL2(send(fd, rows[i].buf, rows[i].len, rows[i].flags), rows[i].err, "send(): %s", rows[i].name);
		close_fd();
	}
	tcp_server_stop();
}

static void setup(void)
{
	SAFE_SIGNAL(SIGPIPE, SIG_IGN);
	udp_receiver = bound_socket(SOCK_DGRAM, &udp_addr);
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
