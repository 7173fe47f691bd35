// SPDX-License-Identifier: GPL-2.0-or-later
/* SAFE_*() for sockets. */
#ifndef TST_SAFE_NET_H
#define TST_SAFE_NET_H

#include <arpa/inet.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "tst_safe.h"
#include "tst_safe_libc.h"

TST_LIBC_DECLARE(accept); TST_LIBC_DECLARE(bind); TST_LIBC_DECLARE(connect); TST_LIBC_DECLARE(gethostname);
TST_LIBC_DECLARE(getsockname); TST_LIBC_DECLARE(getsockopt); TST_LIBC_DECLARE(listen);
TST_LIBC_DECLARE(sethostname); TST_LIBC_DECLARE(setsockopt); TST_LIBC_DECLARE(shutdown);

#define SAFE_SOCKET(domain, type, protocol) tst_safe_socket(__FILE__, __LINE__, domain, type, protocol)
#define SAFE_SOCKETPAIR(domain, type, protocol, sv) tst_safe_socketpair(__FILE__, __LINE__, domain, type, protocol, sv)
/* TCONF where the kernel lacks the family. */
int tst_safe_socket(const char *file, int line, int domain, int type, int protocol);
int tst_safe_socketpair(const char *file, int line, int domain, int type, int protocol, int sv[]);

#define SAFE_BIND(fd, addr, len) TST_SAFE("bind(" #fd ")", TST_LIBC(bind)(fd, addr, len))
#define SAFE_LISTEN(fd, backlog) TST_SAFE("listen(" #fd ", " #backlog ")", TST_LIBC(listen)(fd, backlog))
#define SAFE_ACCEPT(fd, addr, len) TST_SAFE("accept(" #fd ")", TST_LIBC(accept)(fd, addr, len))
#define SAFE_CONNECT(fd, addr, len) TST_SAFE("connect(" #fd ")", TST_LIBC(connect)(fd, addr, len))
#define SAFE_GETSOCKNAME(fd, addr, len) TST_SAFE("getsockname(" #fd ")", TST_LIBC(getsockname)(fd, addr, len))
#define SAFE_SHUTDOWN(fd, how) TST_SAFE("shutdown(" #fd ", " #how ")", TST_LIBC(shutdown)(fd, how))
#define SAFE_GETSOCKOPT(fd, level, name, val, len) \
	TST_SAFE("getsockopt(" #fd ", " #level ", " #name ")", TST_LIBC(getsockopt)(fd, level, name, val, len))
#define SAFE_SETSOCKOPT(fd, level, name, val, len) \
	TST_SAFE("setsockopt(" #fd ", " #level ", " #name ")", TST_LIBC(setsockopt)(fd, level, name, val, len))
#define SAFE_SETSOCKOPT_INT(fd, level, name, value)                                 \
	({                                                                          \
		int tst_opt_ = (value);                                             \
		SAFE_SETSOCKOPT(fd, level, name, &tst_opt_, sizeof(tst_opt_));      \
	})
#define SAFE_GETADDRINFO(src, port, hints, res) \
	tst_safe_getaddrinfo(__FILE__, __LINE__, src, port, hints, res)
void tst_safe_getaddrinfo(const char *file, int line, const char *src, const char *port, const struct addrinfo *hints,
			  struct addrinfo **res);
#define SAFE_GETHOSTNAME(name, size) TST_SAFE("gethostname()", TST_LIBC(gethostname)(name, size))
#define SAFE_SETHOSTNAME(name, size) TST_SAFE("sethostname()", TST_LIBC(sethostname)(name, size))

/* With the length that must go, or 0 for any. */
#define SAFE_SEND(len_strict, fd, buf, len, flags) tst_safe_send(__FILE__, __LINE__, len_strict, fd, buf, len, flags)
#define SAFE_SENDTO(len_strict, fd, buf, len, flags, addr, alen) \
	tst_safe_sendto(__FILE__, __LINE__, len_strict, fd, buf, len, flags, addr, alen)
#define SAFE_SENDMSG(msg_len, fd, msg, flags) tst_safe_sendmsg(__FILE__, __LINE__, msg_len, fd, msg, flags)
#define SAFE_RECV(msg_len, fd, buf, size, flags) tst_safe_recv(__FILE__, __LINE__, msg_len, fd, buf, size, flags)
#define SAFE_RECVMSG(msg_len, fd, msg, flags) tst_safe_recvmsg(__FILE__, __LINE__, msg_len, fd, msg, flags)
ssize_t tst_safe_send(const char *file, int line, char strict, int fd, const void *buf, size_t len, int flags);
ssize_t tst_safe_sendto(const char *file, int line, char strict, int fd, const void *buf, size_t len, int flags,
			const struct sockaddr *addr, socklen_t alen);
ssize_t tst_safe_sendmsg(const char *file, int line, size_t len, int fd, const struct msghdr *msg, int flags);
ssize_t tst_safe_recv(const char *file, int line, size_t len, int fd, void *buf, size_t size, int flags);
ssize_t tst_safe_recvmsg(const char *file, int line, size_t len, int fd, struct msghdr *msg, int flags);

/* A port that nobody uses now, in network byte order. */
#define TST_GET_UNUSED_PORT(family, type) tst_get_unused_port_(__FILE__, __LINE__, family, type)
unsigned short tst_get_unused_port_(const char *file, int line, unsigned short family, int type);

char *tst_sock_addr(const struct sockaddr *sa, socklen_t salen, char *res, size_t len);
int tst_sock_addr_cmp(const struct sockaddr *sa1, socklen_t len1, const struct sockaddr *sa2, socklen_t len2);
void tst_init_sockaddr_inet(struct sockaddr_in *sa, const char *ip_str, uint16_t port);
void tst_init_sockaddr_inet_bin(struct sockaddr_in *sa, uint32_t ip_val, uint16_t port);
void tst_init_sockaddr_inet6(struct sockaddr_in6 *sa, const char *ip_str, uint16_t port);
void tst_init_sockaddr_inet6_bin(struct sockaddr_in6 *sa, const struct in6_addr *ip_val, uint16_t port);

#endif
