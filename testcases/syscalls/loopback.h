// SPDX-License-Identifier: GPL-2.0-or-later
/* Sockets on the loopback interface, and a TCP server in a child, for the socket cases. */
#ifndef LOOPBACK_H
#define LOOPBACK_H

#include "tst_test.h"

/* A number that no descriptor of the test has. */
#define UNUSED_FD 400
#define BAD_POINTER ((void *)-1)

static inline struct sockaddr_in loopback(in_port_t port)
{
	return (struct sockaddr_in){
		.sin_family = AF_INET,
		.sin_port = port,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
}

/* A socket of that type bound to a port of the kernel's choice; its address is stored. */
static inline int bound_socket(int type, struct sockaddr_in *addr)
{
	socklen_t len = sizeof(*addr);
	int fd = SAFE_SOCKET(AF_INET, type, 0);

	*addr = loopback(0);
	SAFE_BIND(fd, (struct sockaddr *)addr, sizeof(*addr));
	SAFE_GETSOCKNAME(fd, (struct sockaddr *)addr, &len);
	return fd;
}

static inline int connected_socket(int type, const struct sockaddr_in *addr)
{
	int fd = SAFE_SOCKET(AF_INET, type, 0);

	SAFE_CONNECT(fd, (const struct sockaddr *)addr, sizeof(*addr));
	return fd;
}

/* Accepts on the listening socket without end and sends these six bytes to each client. */
#define GREETING "hello\n"

TST_CHILD(tcp_server)
{
	const int listener = tst_args_fd(args, 0);

	SAFE_SIGNAL(SIGPIPE, SIG_IGN);
	for (;;) {
		int client = SAFE_ACCEPT(listener, NULL, NULL);

		/* The client may be gone already. */
		if (send(client, GREETING, strlen(GREETING), 0) < 0 && errno != EPIPE && errno != ECONNRESET)
			tst_brk(TBROK | TERRNO, "send()");
		/* The socket stays open: a client decides when it ends. */
	}
}

static pid_t server_pid;

/* Starts it; tcp_server_stop() belongs into cleanup(), or before the children are waited for. */
static inline void tcp_server_start(struct sockaddr_in *addr)
{
	int listener = bound_socket(SOCK_STREAM, addr);

	SAFE_LISTEN(listener, 16);
	server_pid = tst_spawn(tcp_server, tst_arg_fd(listener));
	SAFE_CLOSE(listener);
}

static inline void tcp_server_stop(void)
{
	if (server_pid <= 0)
		return;
	SAFE_KILL(server_pid, SIGKILL);
	SAFE_WAITPID(server_pid, NULL, 0);
	server_pid = 0;
}

#endif
