// SPDX-License-Identifier: GPL-2.0-or-later
/* recvfrom(): its errors, and a bad address pointer that does not matter to a stream socket. */
#include "../loopback.h"

static struct sockaddr_in server, from;
static socklen_t good_len = sizeof(from), bad_len = -1, len;
static char buf[1024];
static int fd = -1;

static void unopened(void)
{
	fd = UNUSED_FD;
}

static void not_a_socket(void)
{
	fd = SAFE_OPEN("/dev/null", O_RDWR);
}

/* Connected, with the greeting there to be received. */
static void greeted(void)
{
	char first;

	fd = connected_socket(SOCK_STREAM, &server);
	SAFE_RECV(1, fd, &first, 1, MSG_PEEK);
}

static const struct row {
	void (*open)(void);
	void *buf, *from;
	const socklen_t *len;
	int flags, err;
	const char *name;
} rows[] = {
	{unopened, buf, &from, &good_len, 0, EBADF, "a descriptor that is not open"},
	{not_a_socket, buf, &from, &good_len, 0, ENOTSOCK, "/dev/null"},
	{greeted, buf, BAD_POINTER, &good_len, 0, 0, "address pointer (void *)-1 of a stream socket"},
	{greeted, buf, &from, &bad_len, 0, EINVAL, "address length -1"},
	{greeted, BAD_POINTER, &from, &good_len, 0, EFAULT, "buffer (void *)-1"},
	{greeted, buf, &from, &good_len, MSG_OOB, EINVAL, "MSG_OOB without urgent data"},
	{greeted, buf, &from, &good_len, MSG_ERRQUEUE, EAGAIN, "MSG_ERRQUEUE, empty"},
};

static void close_fd(void)
{
	if (fd >= 0 && fd != UNUSED_FD)
		SAFE_CLOSE(fd);
	fd = -1;
}

static void run_row(const struct row *row)
{
	len = *row->len;
	row->open();
	if (row->err)
		TST_EXP_FAIL2(recvfrom(fd, row->buf, sizeof(buf), row->flags, row->from, &len), row->err, "recvfrom(): %s",
			      row->name);
	else
		TST_EXP_POSITIVE(recvfrom(fd, row->buf, sizeof(buf), row->flags, row->from, &len), "recvfrom(): %s",
				 row->name);
	close_fd();
}

static void run(void)
{
	tcp_server_start(&server);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		run_row(&rows[i]);
	tcp_server_stop();
}

static void cleanup(void)
{
	close_fd();
	tcp_server_stop();
}

static struct tst_test test = {
	.test_all = run,
	.cleanup = cleanup,
};
