// SPDX-License-Identifier: GPL-2.0-or-later
/* Sockets. */
#include "lib.h"

static int socket_result(const char *file, int line, const char *call, int ret, int domain, int type, int protocol)
{
	if (ret < 0)
		tst_brk_(file, line, (errno == EAFNOSUPPORT ? TCONF : TBROK) | TERRNO, "%s(%d, %d, %d) failed", call,
			 domain, type, protocol);
	return ret;
}

int tst_safe_socket(const char *file, int line, int domain, int type, int protocol)
{
	return socket_result(file, line, "socket", socket(domain, type, protocol), domain, type, protocol);
}

int tst_safe_socketpair(const char *file, int line, int domain, int type, int protocol, int sv[])
{
	return socket_result(file, line, "socketpair", socketpair(domain, type, protocol, sv), domain, type, protocol);
}

static ssize_t moved(const char *file, int line, const char *call, ssize_t ret, size_t wanted)
{
	if (ret < 0)
		tst_brk_(file, line, TBROK | TERRNO, "%s failed", call);
	else if (wanted && (size_t)ret != wanted)
		tst_brk_(file, line, TBROK, "%s: %zd bytes of %zu", call, ret, wanted);
	return ret;
}

ssize_t tst_safe_send(const char *file, int line, char strict, int fd, const void *buf, size_t len, int flags)
{
	return moved(file, line, "send()", send(fd, buf, len, flags), strict ? len : 0);
}

ssize_t tst_safe_sendto(const char *file, int line, char strict, int fd, const void *buf, size_t len, int flags,
			const struct sockaddr *addr, socklen_t alen)
{
	return moved(file, line, "sendto()", sendto(fd, buf, len, flags, addr, alen), strict ? len : 0);
}

ssize_t tst_safe_sendmsg(const char *file, int line, size_t len, int fd, const struct msghdr *msg, int flags)
{
	return moved(file, line, "sendmsg()", sendmsg(fd, msg, flags), len);
}

ssize_t tst_safe_recv(const char *file, int line, size_t len, int fd, void *buf, size_t size, int flags)
{
	return moved(file, line, "recv()", recv(fd, buf, size, flags), len);
}

ssize_t tst_safe_recvmsg(const char *file, int line, size_t len, int fd, struct msghdr *msg, int flags)
{
	return moved(file, line, "recvmsg()", recvmsg(fd, msg, flags), len);
}

void tst_safe_getaddrinfo(const char *file, int line, const char *src, const char *port, const struct addrinfo *hints,
			  struct addrinfo **res)
{
	int err = getaddrinfo(src, port, hints, res);

	if (err)
		tst_brk_(file, line, TBROK, "getaddrinfo(%s, %s): %s", src, port, gai_strerror(err));
}

unsigned short tst_get_unused_port_(const char *file, int line, unsigned short family, int type)
{
	struct sockaddr_storage addr = {.ss_family = family};
	socklen_t len = family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in);
	int fd = tst_safe_socket(file, line, family, type, 0);

	if (bind(fd, (struct sockaddr *)&addr, len) < 0 || getsockname(fd, (struct sockaddr *)&addr, &len) < 0)
		tst_brk_(file, line, TBROK | TERRNO, "no unused port");
	close(fd);
	return family == AF_INET6 ? ((struct sockaddr_in6 *)&addr)->sin6_port : ((struct sockaddr_in *)&addr)->sin_port;
}

char *tst_sock_addr(const struct sockaddr *sa, socklen_t salen, char *res, size_t len)
{
	char host[64], port[16];

	if (sa->sa_family == AF_UNIX)
		snprintf(res, len, "%s", ((const struct sockaddr_un *)sa)->sun_path);
	else if (getnameinfo(sa, salen, host, sizeof(host), port, sizeof(port), NI_NUMERICHOST | NI_NUMERICSERV) == 0)
		snprintf(res, len, "%s:%s", host, port);
	else
		snprintf(res, len, "family %d", sa->sa_family);
	return res;
}

int tst_sock_addr_cmp(const struct sockaddr *sa1, socklen_t len1, const struct sockaddr *sa2, socklen_t len2)
{
	return len1 == len2 ? memcmp(sa1, sa2, len1) : 1;
}

void tst_init_sockaddr_inet_bin(struct sockaddr_in *sa, uint32_t ip_val, uint16_t port)
{
	*sa = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(ip_val)}};
}

void tst_init_sockaddr_inet(struct sockaddr_in *sa, const char *ip_str, uint16_t port)
{
	*sa = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(port)};
	inet_pton(AF_INET, ip_str, &sa->sin_addr);
}

void tst_init_sockaddr_inet6_bin(struct sockaddr_in6 *sa, const struct in6_addr *ip_val, uint16_t port)
{
	*sa = (struct sockaddr_in6){.sin6_family = AF_INET6, .sin6_port = htons(port), .sin6_addr = *ip_val};
}

void tst_init_sockaddr_inet6(struct sockaddr_in6 *sa, const char *ip_str, uint16_t port)
{
	*sa = (struct sockaddr_in6){.sin6_family = AF_INET6, .sin6_port = htons(port)};
	inet_pton(AF_INET6, ip_str, &sa->sin6_addr);
}
