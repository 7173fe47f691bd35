// SPDX-License-Identifier: GPL-2.0-or-later
/* Netlink: a context holds one socket and the messages built for it (netlink(7), rtnetlink(7)). */
#include "lib.h"
#include "tst_netlink.h"

#include <poll.h>

#define BUFFER_BYTES 16384

int tst_netlink_errno;

struct tst_netlink_context {
	int fd;
	uint32_t sequence;
	size_t used;
	struct nlmsghdr *last; /* attributes go behind it */
	char buffer[BUFFER_BYTES] __attribute__((aligned(NLMSG_ALIGNTO)));
};

struct tst_netlink_context *tst_netlink_create_context(const char *file, int line, int protocol)
{
	struct tst_netlink_context *ctx = calloc(1, sizeof(*ctx));
	const struct sockaddr_nl address = {.nl_family = AF_NETLINK};

	if (!ctx) {
		tst_brk_(file, line, TBROK | TERRNO, "no memory for a netlink context");
		return NULL;
	}
	ctx->fd = tst_safe_socket(file, line, AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, protocol);
	if (bind(ctx->fd, (const struct sockaddr *)&address, sizeof(address)) < 0)
		tst_brk_(file, line, TBROK | TERRNO, "bind() of a netlink socket");
	return ctx;
}

void tst_netlink_destroy_context(const char *file, int line, struct tst_netlink_context *ctx)
{
	if (!ctx)
		return;
	if (close(ctx->fd) < 0)
		tst_brk_(file, line, TBROK | TERRNO, "close() of a netlink socket");
	free(ctx);
}

static bool has_room(const char *file, int line, struct tst_netlink_context *ctx, size_t bytes)
{
	if (ctx->used + bytes <= sizeof(ctx->buffer))
		return true;
	tst_brk_(file, line, TBROK, "netlink messages of more than %d bytes", BUFFER_BYTES);
	return false;
}

int tst_netlink_add_message(const char *file, int line, struct tst_netlink_context *ctx, const struct nlmsghdr *header,
			    const void *payload, size_t payload_size)
{
	const size_t length = NLMSG_LENGTH(payload_size);

	if (!has_room(file, line, ctx, NLMSG_ALIGN(length)))
		return 0;
	ctx->last = (struct nlmsghdr *)(ctx->buffer + ctx->used);
	memset(ctx->last, 0, NLMSG_ALIGN(length));
	*ctx->last = *header;
	ctx->last->nlmsg_len = length;
	ctx->last->nlmsg_seq = ++ctx->sequence;
	if (payload_size)
		memcpy(NLMSG_DATA(ctx->last), payload, payload_size);
	ctx->used += NLMSG_ALIGN(length);
	return 1;
}

int tst_netlink_add_attr(const char *file, int line, struct tst_netlink_context *ctx, unsigned short type,
			 const void *data, unsigned short len)
{
	const size_t length = NLA_HDRLEN + len;
	struct nlattr *attribute;

	if (!ctx->last) {
		tst_brk_(file, line, TBROK, "a netlink attribute without a message");
		return 0;
	}
	if (!has_room(file, line, ctx, NLA_ALIGN(length)))
		return 0;
	attribute = (struct nlattr *)(ctx->buffer + ctx->used);
	memset(attribute, 0, NLA_ALIGN(length));
	attribute->nla_type = type;
	attribute->nla_len = length;
	if (len)
		memcpy((char *)attribute + NLA_HDRLEN, data, len);
	ctx->used += NLA_ALIGN(length);
	ctx->last->nlmsg_len = (uint32_t)(ctx->buffer + ctx->used - (char *)ctx->last);
	return 1;
}

int tst_netlink_add_attr_string(const char *file, int line, struct tst_netlink_context *ctx, unsigned short type,
				const char *data)
{
	return tst_netlink_add_attr(file, line, ctx, type, data, strlen(data) + 1);
}

int tst_netlink_add_attr_list(const char *file, int line, struct tst_netlink_context *ctx,
			      const struct tst_netlink_attr_list *list)
{
	int count = 0;

	for (; list->len >= 0; list++, count++) {
		const size_t start = ctx->used;

		if (!tst_netlink_add_attr(file, line, ctx, list->type, list->data, list->len))
			return -1;
		if (!list->sublist)
			continue;
		if (tst_netlink_add_attr_list(file, line, ctx, list->sublist) < 0)
			return -1;
		((struct nlattr *)(ctx->buffer + start))->nla_len = ctx->used - start;
	}
	return count;
}

int tst_netlink_send(const char *file, int line, struct tst_netlink_context *ctx)
{
	struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
	struct iovec iov = {ctx->buffer, ctx->used};
	const struct msghdr message = {
		.msg_name = &kernel,
		.msg_namelen = sizeof(kernel),
		.msg_iov = &iov,
		.msg_iovlen = 1,
	};
	int ret = tst_safe_sendmsg(file, line, ctx->used, ctx->fd, &message, 0);

	ctx->used = 0;
	ctx->last = NULL;
	return ret;
}

int tst_netlink_wait(struct tst_netlink_context *ctx)
{
	struct pollfd poll_fd = {.fd = ctx->fd, .events = POLLIN};

	return poll(&poll_fd, 1, 1000);
}

struct tst_netlink_message *tst_netlink_recv(const char *file, int line, struct tst_netlink_context *ctx)
{
	char *data = calloc(1, BUFFER_BYTES);
	struct tst_netlink_message *messages = NULL;
	struct nlmsghdr *header = (struct nlmsghdr *)data;
	size_t count = 0;
	ssize_t length;

	if (!data) {
		tst_brk_(file, line, TBROK | TERRNO, "no memory for netlink messages");
		return NULL;
	}
	length = recv(ctx->fd, data, BUFFER_BYTES, MSG_DONTWAIT);
	for (ssize_t left = length; length > 0 && NLMSG_OK(header, left); header = NLMSG_NEXT(header, left))
		count++;
	if (count)
		messages = calloc(count + 1, sizeof(*messages));
	if (!messages) {
		free(data);
		return NULL;
	}
	/* The first header is the start of data: freeing finds it there. */
	header = (struct nlmsghdr *)data;
	for (size_t i = 0; i < count; i++) {
		messages[i].header = header;
		messages[i].payload = NLMSG_DATA(header);
		messages[i].payload_size = NLMSG_PAYLOAD(header, 0);
		if (header->nlmsg_type == NLMSG_ERROR)
			messages[i].err = NLMSG_DATA(header);
		header = NLMSG_NEXT(header, length);
	}
	return messages;
}

void tst_netlink_free_message(struct tst_netlink_message *msg)
{
	if (!msg)
		return;
	free(msg->header);
	free(msg);
}

int tst_netlink_check_acks(const char *file, int line, struct tst_netlink_context *ctx,
			   struct tst_netlink_message *response)
{
	(void)file;
	(void)line;
	(void)ctx;
	for (; response && response->header; response++) {
		if (response->err && response->err->error) {
			tst_netlink_errno = -response->err->error;
			return 0;
		}
	}
	return 1;
}

int tst_netlink_send_validate(const char *file, int line, struct tst_netlink_context *ctx)
{
	const uint32_t last = ctx->sequence;
	uint32_t seen = 0;
	int ok = 1;

	tst_netlink_errno = 0;
	if (tst_netlink_send(file, line, ctx) <= 0)
		return 0;
	while (ok && seen < last) {
		struct tst_netlink_message *response;

		if (tst_netlink_wait(ctx) <= 0)
			break;
		response = tst_netlink_recv(file, line, ctx);
		ok = tst_netlink_check_acks(file, line, ctx, response);
		for (struct tst_netlink_message *one = response; one && one->header; one++)
			seen = one->header->nlmsg_seq;
		tst_netlink_free_message(response);
	}
	if (ok && seen < last)
		tst_brk_(file, line, TBROK, "the kernel did not answer a netlink message");
	return ok;
}
