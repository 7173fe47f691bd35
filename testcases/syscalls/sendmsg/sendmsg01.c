// SPDX-License-Identifier: GPL-2.0-or-later
/* sendmsg(): its errors, and three messages that must go. */
#include "../loopback.h"

#define BIG (128 * 1024)
#define UNIX_NAME "socket"

static struct sockaddr_in tcp_server_addr, udp_addr;
static struct sockaddr_un unix_addr = {.sun_family = AF_UNIX, .sun_path = UNIX_NAME};
static int fd = -1, udp_receiver = -1, unix_receiver = -1, passed = -1;

static char text[16] = "0123456789abcdef", big[BIG];
static struct iovec iov, bad_iov = {BAD_POINTER, 16};
static union {
	struct cmsghdr header;
	char space[CMSG_SPACE(sizeof(int))];
} control;
static struct msghdr msg;

static void unopened(void)
{
	fd = UNUSED_FD;
}

static void not_a_socket(void)
{
	fd = SAFE_OPEN("/dev/null", O_RDWR);
}

static void udp(void)
{
	fd = SAFE_SOCKET(AF_INET, SOCK_DGRAM, 0);
	msg.msg_name = &udp_addr;
	msg.msg_namelen = sizeof(udp_addr);
}

static void tcp_unconnected(void)
{
	fd = SAFE_SOCKET(AF_INET, SOCK_STREAM, 0);
}

static void tcp_connected(void)
{
	fd = connected_socket(SOCK_STREAM, &tcp_server_addr);
}

static void tcp_shut_down(void)
{
	tcp_connected();
	SAFE_SHUTDOWN(fd, SHUT_WR);
}

static void unix_datagram(void)
{
	fd = SAFE_SOCKET(AF_UNIX, SOCK_DGRAM, 0);
	msg.msg_name = &unix_addr;
	msg.msg_namelen = sizeof(unix_addr);
}

static void bad_data(void)
{
	udp();
	msg.msg_iov = &bad_iov;
}

static void short_name(void)
{
	udp();
	msg.msg_namelen = 1;
}

static void bad_name(void)
{
	udp();
	msg.msg_name = BAD_POINTER;
}

static void too_big(void)
{
	udp();
	iov = (struct iovec){big, sizeof(big)};
}

static void no_iov(void)
{
	tcp_connected();
	msg.msg_iov = NULL;
}

static void unix_rights(void)
{
	unix_datagram();
	control.header = (struct cmsghdr){
		.cmsg_len = CMSG_LEN(sizeof(int)),
		.cmsg_level = SOL_SOCKET,
		.cmsg_type = SCM_RIGHTS,
	};
	memcpy(CMSG_DATA(&control.header), &passed, sizeof(passed));
	msg.msg_control = &control;
	msg.msg_controllen = sizeof(control);
}

static void unix_empty_control(void)
{
	unix_rights();
	control.header.cmsg_len = 0;
	msg.msg_controllen = 0;
}

static void unix_bad_control(void)
{
	unix_datagram();
	msg.msg_control = BAD_POINTER;
	msg.msg_controllen = sizeof(control);
}

static const struct row {
	void (*open)(void);
	int flags;
	int no_msg;
	int err;
	const char *name;
} rows[] = {
	{unopened, 0, 0, EBADF, "a descriptor that is not open"},
	{not_a_socket, 0, 0, ENOTSOCK, "/dev/null"},
	{bad_data, 0, 0, EFAULT, "UDP, iov_base (void *)-1"},
	{tcp_connected, 0, 0, 0, "connected TCP without a destination"},
	{tcp_unconnected, 0, 0, EPIPE, "TCP that is not connected"},
	{short_name, 0, 0, EINVAL, "UDP, msg_namelen 1"},
	{bad_name, 0, 0, EFAULT, "UDP, msg_name (void *)-1"},
	{too_big, 0, 0, EMSGSIZE, "UDP, 128 KiB"},
	{tcp_shut_down, 0, 0, EPIPE, "TCP after shutdown(SHUT_WR)"},
	{no_iov, 0, 0, EFAULT, "TCP, msg_iov NULL"},
	{tcp_connected, 0, 1, EFAULT, "TCP, msghdr NULL"},
	{unix_rights, 0, 0, 0, "UNIX datagram that passes a descriptor"},
	{udp, MSG_OOB, 0, EOPNOTSUPP, "UDP, MSG_OOB"},
	{unix_empty_control, 0, 0, 0, "UNIX datagram, control data of length 0"},
	{unix_bad_control, 0, 0, EFAULT, "UNIX datagram, msg_control (void *)-1"},
};

/* The system call itself: the C library's function copies the control data, from whatever pointer. */
static long send_message(const struct msghdr *message, int flags)
{
	return syscall(SYS_sendmsg, fd, message, flags);
}

static void close_fd(void)
{
	if (fd >= 0 && fd != UNUSED_FD)
		SAFE_CLOSE(fd);
	fd = -1;
}

static void run_row(const struct row *row)
{
	iov = (struct iovec){text, sizeof(text)};
	msg = (struct msghdr){.msg_iov = &iov, .msg_iovlen = 1};
	row->open();
	if (row->err)
		TST_EXP_FAIL2(send_message(row->no_msg ? NULL : &msg, row->flags), row->err, "sendmsg(): %s", row->name);
	else
		TST_EXP_VAL(send_message(&msg, row->flags), (long)sizeof(text), "sendmsg(): %s", row->name);
	close_fd();
}

static void run(void)
{
	tcp_server_start(&tcp_server_addr);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		run_row(&rows[i]);
	tcp_server_stop();
}

static void setup(void)
{
	SAFE_SIGNAL(SIGPIPE, SIG_IGN);
	udp_receiver = bound_socket(SOCK_DGRAM, &udp_addr);
	unix_receiver = SAFE_SOCKET(AF_UNIX, SOCK_DGRAM, 0);
	SAFE_BIND(unix_receiver, (struct sockaddr *)&unix_addr, sizeof(unix_addr));
	passed = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
}

static void cleanup(void)
{
	int *const fds[] = {&udp_receiver, &unix_receiver, &passed};

	close_fd();
	tcp_server_stop();
	for (size_t i = 0; i < ARRAY_SIZE(fds); i++) {
		if (*fds[i] >= 0)
			SAFE_CLOSE(*fds[i]);
	}
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
