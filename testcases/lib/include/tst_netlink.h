// SPDX-License-Identifier: GPL-2.0-or-later
/* Messages to the kernel by netlink: built in a context, sent, answered. */
#ifndef TST_NETLINK_H
#define TST_NETLINK_H

#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <linux/netlink.h>

struct tst_netlink_context;

/* An attribute; a list ends with a negative length. A length of 0 with a sublist makes a nest. */
struct tst_netlink_attr_list {
	unsigned short type;
	const void *data;
	ssize_t len;
	const struct tst_netlink_attr_list *sublist;
};

struct tst_netlink_message {
	struct nlmsghdr *header;
	struct nlmsgerr *err;
	void *payload;
	size_t payload_size;
};

/* What the kernel answered to the last message that failed: a positive error number. */
extern int tst_netlink_errno;

#define NETLINK_CREATE_CONTEXT(protocol) tst_netlink_create_context(__FILE__, __LINE__, (protocol))
struct tst_netlink_context *tst_netlink_create_context(const char *file, int line, int protocol);
#define NETLINK_DESTROY_CONTEXT(ctx) tst_netlink_destroy_context(__FILE__, __LINE__, (ctx))
void tst_netlink_destroy_context(const char *file, int line, struct tst_netlink_context *ctx);

#define NETLINK_ADD_MESSAGE(ctx, header, payload, psize) \
	tst_netlink_add_message(__FILE__, __LINE__, (ctx), (header), (payload), (psize))
int tst_netlink_add_message(const char *file, int line, struct tst_netlink_context *ctx, const struct nlmsghdr *header,
			    const void *payload, size_t payload_size);
/* To the last message. */
#define NETLINK_ADD_ATTR(ctx, type, data, len) tst_netlink_add_attr(__FILE__, __LINE__, (ctx), (type), (data), (len))
int tst_netlink_add_attr(const char *file, int line, struct tst_netlink_context *ctx, unsigned short type,
			 const void *data, unsigned short len);
#define NETLINK_ADD_ATTR_STRING(ctx, type, data) tst_netlink_add_attr_string(__FILE__, __LINE__, (ctx), (type), (data))
int tst_netlink_add_attr_string(const char *file, int line, struct tst_netlink_context *ctx, unsigned short type,
				const char *data);
#define NETLINK_ADD_ATTR_LIST(ctx, list) tst_netlink_add_attr_list(__FILE__, __LINE__, (ctx), (list))
int tst_netlink_add_attr_list(const char *file, int line, struct tst_netlink_context *ctx,
			      const struct tst_netlink_attr_list *list);

#define NETLINK_SEND(ctx) tst_netlink_send(__FILE__, __LINE__, (ctx))
int tst_netlink_send(const char *file, int line, struct tst_netlink_context *ctx);
/* Sends, waits for the answers, and is 1 when no message failed. */
#define NETLINK_SEND_VALIDATE(ctx) tst_netlink_send_validate(__FILE__, __LINE__, (ctx))
int tst_netlink_send_validate(const char *file, int line, struct tst_netlink_context *ctx);
#define NETLINK_WAIT tst_netlink_wait
int tst_netlink_wait(struct tst_netlink_context *ctx);
/* An array that ends with header == NULL. */
#define NETLINK_RECV(ctx) tst_netlink_recv(__FILE__, __LINE__, (ctx))
struct tst_netlink_message *tst_netlink_recv(const char *file, int line, struct tst_netlink_context *ctx);
#define NETLINK_FREE_MESSAGE tst_netlink_free_message
void tst_netlink_free_message(struct tst_netlink_message *msg);
#define NETLINK_CHECK_ACKS(ctx, response) tst_netlink_check_acks(__FILE__, __LINE__, (ctx), (response))
int tst_netlink_check_acks(const char *file, int line, struct tst_netlink_context *ctx,
			   struct tst_netlink_message *response);

#endif
