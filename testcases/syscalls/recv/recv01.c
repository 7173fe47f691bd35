// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of recv(). */
#include "../loopback.h"

static struct sockaddr_in server;
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
	void *buf;
	int flags, err;
	const char *name;
} rows[] = {
	{unopened, buf, 0, EBADF, "a descriptor that is not open"},
	{not_a_socket, buf, 0, ENOTSOCK, "/dev/null"},
	{greeted, BAD_POINTER, 0, EFAULT, "buffer (void *)-1"},
	{greeted, buf, MSG_OOB, EINVAL, "MSG_OOB without urgent data"},
	{greeted, buf, MSG_ERRQUEUE, EAGAIN, "MSG_ERRQUEUE, empty"},
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
		const struct row *row = &rows[i];

		row->open();
		TST_EXP_FAIL2(recv(fd, row->buf, sizeof(buf), row->flags), row->err, "recv(): %s", row->name);
		close_fd();
	}
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
