// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Frames to and from the runner: u32le payload length, u32le boot id, u8 type,
 * payload. Both directions are buffered and never block.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "starter.h"

#define HEADER		9
#define IN_MAX		(1u << 20)	/* a request larger than this is garbage */
#define OUT_SIZE	(1u << 20)
/* Kept free for frames that must not get lost: started, timed out, ended. */
#define OUT_RESERVE	(128u << 10)

static unsigned char in_buf[IN_MAX + HEADER + 1];
static size_t in_head, in_tail;
static unsigned char in_saved;		/* what the NUL after the last payload overwrote */
static size_t in_saved_at;

static unsigned char out_buf[OUT_SIZE];
static size_t out_head, out_tail;
static bool out_broken;

static uint32_t get_u32(const unsigned char *p)
{
	return p[0] | p[1] << 8 | p[2] << 16 | (uint32_t)p[3] << 24;
}

static void put_u32(unsigned char *p, uint32_t v)
{
	p[0] = v;
	p[1] = v >> 8;
	p[2] = v >> 16;
	p[3] = v >> 24;
}

static void give_back_byte(void)
{
	if (in_saved_at)
		in_buf[in_saved_at] = in_saved;
	in_saved_at = 0;
}

int in_fill(void)
{
	ssize_t n;

	give_back_byte();
	if (in_head > 0) {
		memmove(in_buf, in_buf + in_head, in_tail - in_head);
		in_tail -= in_head;
		in_head = 0;
	}
	if (in_tail == sizeof(in_buf) - 1)
		return 1;	/* requests wait for room in the other direction */
	n = read(STDIN_FILENO, in_buf + in_tail, sizeof(in_buf) - 1 - in_tail);
	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	in_tail += n;
	return n > 0;
}

int in_next(struct request *req)
{
	unsigned char *p;
	size_t len;

	give_back_byte();
	p = in_buf + in_head;
	if (in_tail - in_head < HEADER)
		return 0;
	len = get_u32(p);
	if (len > IN_MAX)
		return -1;
	if (in_tail - in_head < HEADER + len)
		return 0;
	req->id = get_u32(p + 4);
	req->type = p[8];
	req->payload = (char *)p + HEADER;
	req->len = len;
	in_head += HEADER + len;
	/* The next frame's first byte makes room for a NUL for the time being. */
	in_saved_at = in_head;
	in_saved = in_buf[in_head];
	in_buf[in_head] = 0;
	return 1;
}

bool out_is_full(void)
{
	return out_tail - out_head + HEADER + OUT_CHUNK + OUT_RESERVE > OUT_SIZE;
}

static void out_compact(size_t want)
{
	if (out_tail + want <= OUT_SIZE)
		return;
	memmove(out_buf, out_buf + out_head, out_tail - out_head);
	out_tail -= out_head;
	out_head = 0;
}

unsigned char *out_chunk(void)
{
	out_compact(HEADER + OUT_CHUNK);
	return out_buf + out_tail + HEADER;
}

void out_commit(uint32_t id, char type, size_t len)
{
	if (out_broken)
		return;
	put_u32(out_buf + out_tail, len);
	put_u32(out_buf + out_tail + 4, id);
	out_buf[out_tail + 8] = type;
	out_tail += HEADER + len;
}

void out_text(uint32_t id, char type, const char *fmt, ...)
{
	char text[1024];
	va_list ap;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (len >= (int)sizeof(text))
		len = sizeof(text) - 1;
	out_compact(HEADER + len);
	/*
	 * The main loop takes no requests while the reserve is in use, and a
	 * guest has three frames of this kind: this cannot happen.
	 */
	if (out_tail + HEADER + len > OUT_SIZE)
		abort();
	memcpy(out_buf + out_tail + HEADER, text, len);
	out_commit(id, type, len);
}

int out_flush(void)
{
	ssize_t n;

	while (!out_broken && out_head < out_tail) {
		n = write(STDOUT_FILENO, out_buf + out_head, out_tail - out_head);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			return 1;
		if (n < 0)
			out_broken = true;
		else
			out_head += n;
	}
	out_head = 0;
	out_tail = 0;
	return out_broken ? -1 : 0;
}
