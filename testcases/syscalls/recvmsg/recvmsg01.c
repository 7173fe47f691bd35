// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * recvmsg(): its errors, and messages that must arrive. Servers in children send a greeting to each
 * client: over TCP as it is, over a UNIX stream together with a descriptor.
 */
#include "../loopback.h"

#define UNIX_NAME "socket"
#define BIG (128 * 1024)
#define GREETING_LEN ((long)strlen(GREETING))

static struct sockaddr_in tcp_addr;
static const struct sockaddr_un unix_addr = {.sun_family = AF_UNIX, .sun_path = UNIX_NAME};
static pid_t unix_server_pid;
static int fd = -1;

static char buf[1024];
static struct iovec iov;
static struct sockaddr_in name;
static union {
	struct cmsghdr header;
	char space[BIG];
} control;
static struct msghdr msg;

/* Accepts without end and sends each client the greeting and standard input. */
TST_CHILD(unix_server)
{
	const int listener = tst_args_fd(args, 0);
	char greeting[] = GREETING;
	struct iovec part = {greeting, strlen(greeting)};
	union {
		struct cmsghdr header;
		char space[CMSG_SPACE(sizeof(int))];
	} rights = {
		.header = {
			.cmsg_len = CMSG_LEN(sizeof(int)),
			.cmsg_level = SOL_SOCKET,
			.cmsg_type = SCM_RIGHTS,
		},
	};
	const struct msghdr message = {
		.msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = &rights,
		.msg_controllen = sizeof(rights),
	};
	const int passed = STDIN_FILENO;

	memcpy(CMSG_DATA(&rights.header), &passed, sizeof(passed));
	for (;;) {
		int client = SAFE_ACCEPT(listener, NULL, NULL);

		if (sendmsg(client, &message, MSG_NOSIGNAL) < 0 && errno != EPIPE && errno != ECONNRESET)
			tst_brk(TBROK | TERRNO, "sendmsg()");
		SAFE_CLOSE(client);
	}
}

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
	char first;

	fd = connected_socket(SOCK_STREAM, &tcp_addr);
	SAFE_RECV(1, fd, &first, 1, MSG_PEEK);
}

static void unix_stream(void)
{
	fd = SAFE_SOCKET(AF_UNIX, SOCK_STREAM, 0);
	SAFE_CONNECT(fd, (const struct sockaddr *)&unix_addr, sizeof(unix_addr));
}

static void bad_name(void)
{
	tcp();
	msg.msg_name = BAD_POINTER;
}

static void negative_name(void)
{
	tcp();
	msg.msg_namelen = -1;
}

static void bad_data(void)
{
	tcp();
	iov.iov_base = BAD_POINTER;
}

static void no_iov(void)
{
	tcp();
	msg.msg_iov = NULL;
}

static void negative_iovlen(void)
{
	tcp();
	msg.msg_iovlen = -1;
}

static void unix_control(void)
{
	unix_stream();
	msg.msg_control = &control;
	msg.msg_controllen = CMSG_SPACE(sizeof(int));
}

static void unix_short_control(void)
{
	unix_control();
	msg.msg_controllen = sizeof(struct cmsghdr) - 1;
}

static void unix_big_control(void)
{
	unix_control();
	msg.msg_controllen = BIG;
}

/* The greeting came with a descriptor of /dev/null. */
static void check_passed(void)
{
	struct stat passed, null;
	int passed_fd;

	if (msg.msg_controllen < CMSG_LEN(sizeof(int)) || control.header.cmsg_type != SCM_RIGHTS) {
		tst_res(TFAIL, "expected a descriptor, got control data of %zu bytes",
			(size_t)msg.msg_controllen);
		return;
	}
	memcpy(&passed_fd, CMSG_DATA(&control.header), sizeof(passed_fd));
	SAFE_FSTAT(passed_fd, &passed);
	SAFE_STAT("/dev/null", &null);
	TST_EXP_EXPR(passed.st_rdev == null.st_rdev && !(msg.msg_flags & MSG_CTRUNC),
		     "a descriptor of /dev/null came, no MSG_CTRUNC: device 0x%lx, flags 0x%x",
		     (unsigned long)passed.st_rdev, msg.msg_flags);
	SAFE_CLOSE(passed_fd);
}

static void check_cut_off(void)
{
	TST_EXP_EXPR(msg.msg_flags & MSG_CTRUNC, "MSG_CTRUNC is set: flags 0x%x", msg.msg_flags);
}

/* In Linux's headers, not in musl's. */
#ifndef MSG_CMSG_COMPAT
#define MSG_CMSG_COMPAT 0x80000000
#endif

static const struct row {
	void (*open)(void);
	int flags, err;
	void (*check)(void);
	const char *name;
} rows[] = {
	{unopened, 0, EBADF, NULL, "a descriptor that is not open"},
	{not_a_socket, 0, ENOTSOCK, NULL, "/dev/null"},
	{bad_name, 0, 0, NULL, "TCP, msg_name (void *)-1"},
	{negative_name, -1, EINVAL, NULL, "TCP, msg_namelen -1, flags -1"},
	{bad_data, 0, EFAULT, NULL, "TCP, iov_base (void *)-1"},
	{no_iov, 0, EFAULT, NULL, "TCP, msg_iov NULL, msg_iovlen 1"},
	{negative_iovlen, 0, EMSGSIZE, NULL, "TCP, msg_iovlen -1"},
	{unix_control, 0, 0, check_passed, "UNIX stream, a descriptor is passed"},
	{unix_control, (int)~MSG_CMSG_COMPAT, EINVAL, NULL, "UNIX stream, all flags but MSG_CMSG_COMPAT"},
	{unix_short_control, 0, 0, check_cut_off, "UNIX stream, msg_controllen one less than a header"},
	{unix_big_control, 0, 0, check_passed, "UNIX stream, msg_controllen 128 KiB"},
};

static void close_fd(void)
{
	if (fd >= 0 && fd != UNUSED_FD)
		SAFE_CLOSE(fd);
	fd = -1;
}

/* The system call itself: the C library's function writes into its own copy of the message. */
static long do_recvmsg(int flags)
{
	return syscall(SYS_recvmsg, fd, &msg, flags);
}

static void run_row(const struct row *row)
{
	memset(buf, 0, sizeof(buf));
	memset(&control, 0, sizeof(control));
	iov = (struct iovec){buf, sizeof(buf)};
	msg = (struct msghdr){
		.msg_name = &name,
		.msg_namelen = sizeof(name),
		.msg_iov = &iov,
		.msg_iovlen = 1,
	};
	row->open();
	if (row->err) {
		TST_EXP_FAIL2(do_recvmsg(row->flags), row->err, "recvmsg(): %s", row->name);
	} else {
		TST_EXP_VAL(do_recvmsg(row->flags), GREETING_LEN, "recvmsg(): %s", row->name);
		TST_EXP_EQ_STR(buf, GREETING);
	}
	if (row->check)
		row->check();
	close_fd();
}

static void run(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		run_row(&rows[i]);
}

static void unix_server_start(void)
{
	int listener = SAFE_SOCKET(AF_UNIX, SOCK_STREAM, 0);

	SAFE_BIND(listener, (const struct sockaddr *)&unix_addr, sizeof(unix_addr));
	SAFE_LISTEN(listener, 16);
	unix_server_pid = tst_spawn(unix_server, tst_arg_fd(listener));
	SAFE_CLOSE(listener);
}

static void stop_servers(void)
{
	tcp_server_stop();
	if (unix_server_pid <= 0)
		return;
	SAFE_KILL(unix_server_pid, SIGKILL);
	SAFE_WAITPID(unix_server_pid, NULL, 0);
	unix_server_pid = 0;
}

static void run_with_servers(void)
{
	tcp_server_start(&tcp_addr);
	unix_server_start();
	run();
	stop_servers();
	SAFE_UNLINK(UNIX_NAME);
}

static void cleanup(void)
{
	close_fd();
	stop_servers();
}

static struct tst_test test = {
	.test_all = run_with_servers,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
};
