// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Waiting for one another: futex between threads, epoll on an eventfd, a timerfd and a signalfd, sockets over loopback.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/futex.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include "tst_test.h"
#include "tst_safe_pthread.h"

static int word;

static void *wake(void *arg LTP_ATTRIBUTE_UNUSED)
{
	usleep(30000);
	__atomic_store_n(&word, 1, __ATOMIC_SEQ_CST);
	return (void *)syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
}

static void futexes(void)
{
	struct timespec soon = {.tv_nsec = 20000000}, never = {.tv_sec = 5};
	pthread_t thread;
	void *woken;

	word = 0;
	TST_EXP_FAIL(syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 0, &soon, NULL, 0), ETIMEDOUT);
	TST_EXP_FAIL(syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 7, &soon, NULL, 0), EAGAIN);
	SAFE_PTHREAD_CREATE(&thread, NULL, wake, NULL);
	TST_EXP_PASS(syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 0, &never, NULL, 0));
	SAFE_PTHREAD_JOIN(thread, &woken);
	TST_EXP_EQ_LI((long)woken, 1L);
}

static void wait_for(int fd, const char *what)
{
	struct epoll_event event = {.events = EPOLLIN, .data.fd = fd}, got = {};
	int epfd = epoll_create1(0);

	TST_EXP_VAL(epoll_ctl(epfd, EPOLL_CTL_ADD, fd, &event), 0, "epoll_ctl of %s", what);
	TEST(epoll_wait(epfd, &got, 1, 2000));
	TST_EXP_EXPR(TST_RET == 1 && got.data.fd == fd, "epoll_wait tells of %s", what);
	SAFE_CLOSE(epfd);
}

static void epolls(void)
{
	struct itimerspec soon = {.it_value.tv_nsec = 20000000};
	sigset_t mask;
	int fd;

	fd = eventfd(3, 0);
	wait_for(fd, "an eventfd");
	SAFE_CLOSE(fd);
	fd = timerfd_create(CLOCK_MONOTONIC, 0);
	timerfd_settime(fd, 0, &soon, NULL);
	wait_for(fd, "a timerfd");
	SAFE_CLOSE(fd);
	sigemptyset(&mask);
	sigaddset(&mask, SIGUSR2);
	sigprocmask(SIG_BLOCK, &mask, NULL);
	fd = signalfd(-1, &mask, 0);
	kill(getpid(), SIGUSR2);
	wait_for(fd, "a signalfd");
	SAFE_CLOSE(fd);
}

static void echo(int server, const char *what)
{
	char buf[32] = "";
	int peer = accept(server, NULL, NULL);

	TST_EXP_EXPR(peer >= 0 && read(peer, buf, sizeof(buf)) == 5 && !strcmp(buf, "hello"), "%s delivers \"%s\"", what, buf);
	if (peer >= 0)
		close(peer);
}

static void sockets(void)
{
	struct sockaddr_in in = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct sockaddr_un un = {.sun_family = AF_UNIX, .sun_path = "sock"};
	socklen_t len = sizeof(in);
	char buf[32] = "";
	int server, client;

	server = SAFE_SOCKET(AF_INET, SOCK_STREAM, 0);
	SAFE_BIND(server, (void *)&in, sizeof(in));
	SAFE_GETSOCKNAME(server, (void *)&in, &len);
	SAFE_LISTEN(server, 1);
	client = SAFE_SOCKET(AF_INET, SOCK_STREAM, 0);
	TST_EXP_PASS(connect(client, (void *)&in, sizeof(in)));
	SAFE_WRITE(SAFE_WRITE_ALL, client, "hello", 5);
	echo(server, "TCP over loopback");
	SAFE_CLOSE(client);
	SAFE_CLOSE(server);

	in.sin_port = 0;
	server = SAFE_SOCKET(AF_INET, SOCK_DGRAM, 0);
	SAFE_BIND(server, (void *)&in, sizeof(in));
	SAFE_GETSOCKNAME(server, (void *)&in, &len);
	client = SAFE_SOCKET(AF_INET, SOCK_DGRAM, 0);
	TST_EXP_VAL(sendto(client, "hello", 5, 0, (void *)&in, sizeof(in)), 5);
	TST_EXP_EXPR(recv(server, buf, sizeof(buf), 0) == 5 && !strcmp(buf, "hello"), "UDP over loopback delivers \"%s\"", buf);
	SAFE_CLOSE(client);
	SAFE_CLOSE(server);

	server = SAFE_SOCKET(AF_UNIX, SOCK_STREAM, 0);
	SAFE_BIND(server, (void *)&un, sizeof(un));
	SAFE_LISTEN(server, 1);
	client = SAFE_SOCKET(AF_UNIX, SOCK_STREAM, 0);
	TST_EXP_PASS(connect(client, (void *)&un, sizeof(un)));
	SAFE_WRITE(SAFE_WRITE_ALL, client, "hello", 5);
	echo(server, "a UNIX socket");
	SAFE_CLOSE(client);
	SAFE_CLOSE(server);
}

static void run(void)
{
	futexes();
	epolls();
	sockets();
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
