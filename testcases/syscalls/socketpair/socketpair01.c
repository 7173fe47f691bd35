// SPDX-License-Identifier: GPL-2.0-or-later
/* socketpair(): which families, types and protocols make a pair, and pointers that take none. */
#include "tst_test.h"

#include <netinet/in.h>

static int pair[2];

static const struct {
	int domain, type, protocol;
	int *sv;
	int err;
	const char *name;
} rows[] = {
	{0, SOCK_STREAM, 0, pair, EAFNOSUPPORT, "domain 0"},
	{PF_INET, 75, 0, pair, EINVAL, "PF_INET, type 75"},
	{PF_UNIX, SOCK_DGRAM, 0, pair, 0, "PF_UNIX, SOCK_DGRAM"},
	{PF_INET, SOCK_RAW, 0, pair, EPROTONOSUPPORT, "PF_INET, SOCK_RAW, protocol 0"},
	{PF_UNIX, SOCK_STREAM, 0, NULL, EFAULT, "PF_UNIX, result pointer NULL"},
	{PF_UNIX, SOCK_STREAM, 0, (int *)7, EFAULT, "PF_UNIX, result pointer 7"},
	{PF_INET, SOCK_DGRAM, IPPROTO_UDP, pair, EOPNOTSUPP, "PF_INET, SOCK_DGRAM, UDP"},
	{PF_INET, SOCK_DGRAM, IPPROTO_TCP, pair, EPROTONOSUPPORT, "PF_INET, SOCK_DGRAM, TCP"},
	{PF_INET, SOCK_STREAM, IPPROTO_TCP, pair, EOPNOTSUPP, "PF_INET, SOCK_STREAM, TCP"},
	{PF_INET, SOCK_STREAM, IPPROTO_ICMP, pair, EPROTONOSUPPORT, "PF_INET, SOCK_STREAM, ICMP"},
};

static void run(unsigned int nr)
{
	TST_EXP_PASS_OR_FAIL(socketpair(rows[nr].domain, rows[nr].type, rows[nr].protocol, rows[nr].sv), rows[nr].err,
			     "socketpair(): %s", rows[nr].name);
	if (TST_RET == 0) {
		SAFE_CLOSE(pair[0]);
		SAFE_CLOSE(pair[1]);
	}
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
};
