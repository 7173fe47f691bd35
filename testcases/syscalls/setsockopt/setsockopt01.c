// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of setsockopt(). */
#include "tst_test.h"

#define UNOPENED_FD 400

static int unopened = UNOPENED_FD, not_a_socket = -1, tcp = -1;
static const int on = 1;

static const struct {
	const int *fd;
	int level, option;
	const void *value;
	socklen_t len;
	int err;
	const char *name;
} rows[] = {
	{&unopened, SOL_SOCKET, SO_OOBINLINE, &on, sizeof(on), EBADF, "a descriptor that is not open"},
	{&not_a_socket, SOL_SOCKET, SO_OOBINLINE, &on, sizeof(on), ENOTSOCK, "/dev/null"},
	{&tcp, SOL_SOCKET, SO_OOBINLINE, NULL, sizeof(on), EFAULT, "value at NULL"},
	{&tcp, SOL_SOCKET, SO_OOBINLINE, &on, 0, EINVAL, "length 0"},
	{&tcp, 500, SO_OOBINLINE, &on, sizeof(on), ENOPROTOOPT, "level 500"},
	{&tcp, IPPROTO_UDP, SO_OOBINLINE, &on, sizeof(on), ENOPROTOOPT, "level IPPROTO_UDP of a TCP socket"},
	{&tcp, IPPROTO_IP, -1, &on, sizeof(on), ENOPROTOOPT, "level IPPROTO_IP, option -1"},
	{&tcp, IPPROTO_TCP, -1, &on, sizeof(on), ENOPROTOOPT, "level IPPROTO_TCP, option -1"},
};

static void run(unsigned int nr)
{
	TST_EXP_FAIL(setsockopt(*rows[nr].fd, rows[nr].level, rows[nr].option, rows[nr].value, rows[nr].len),
		     rows[nr].err, "setsockopt(): %s", rows[nr].name);
}

static void setup(void)
{
	not_a_socket = SAFE_OPEN("/dev/null", O_WRONLY);
	tcp = SAFE_SOCKET(AF_INET, SOCK_STREAM, 0);
}

static void cleanup(void)
{
	if (not_a_socket >= 0)
		SAFE_CLOSE(not_a_socket);
	if (tcp >= 0)
		SAFE_CLOSE(tcp);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
};
