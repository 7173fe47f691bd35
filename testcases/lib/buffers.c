// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Guarded buffers. One is
 *
 *     page of canary | … canary | the buffer, its end on a page border | page of canary
 *
 * Without an MMU these pages cannot fault; tst_free_all() looks whether they are still as they were.
 */
#include "lib.h"

#include <sys/mman.h>
#include <sys/uio.h>

struct buffer {
	struct buffer *next;
	unsigned char *map, *start;
	size_t map_size, size;
};

static struct buffer *buffers;

/* Not one byte repeated, so that a copied or shifted canary shows as well. */
static unsigned char canary(size_t at)
{
	return 0xa5 ^ (at * 37);
}

void *tst_alloc(size_t size)
{
	const size_t page = getpagesize();
	const size_t body = (size + page - 1) / page * page;
	struct buffer *buffer = malloc(sizeof(*buffer));
	void *map;

	if (!buffer)
		tst_brk(TBROK | TERRNO, "malloc(%zu)", sizeof(*buffer));
	buffer->map_size = body + 2 * page;
	buffer->size = size;
	map = mmap(NULL, buffer->map_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (map == MAP_FAILED)
		tst_brk(TBROK | TERRNO, "a buffer of %zu bytes", size);
	buffer->map = map;
	buffer->start = buffer->map + page + body - size;
	for (size_t i = 0; i < buffer->map_size; i++) {
		if (i < (size_t)(buffer->start - buffer->map) || i >= page + body)
			buffer->map[i] = canary(i);
	}
	buffer->next = buffers;
	buffers = buffer;
	return buffer->start;
}

/* The first changed byte from `from` up to `to`, as an offset in the map, or -1. */
static ssize_t first_change(const struct buffer *buffer, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (buffer->map[i] != canary(i))
			return i;
	}
	return -1;
}

static void check(const struct buffer *buffer)
{
	const size_t start = buffer->start - buffer->map, end = start + buffer->size;
	ssize_t before = first_change(buffer, 0, start);
	ssize_t behind = first_change(buffer, end, buffer->map_size);

	if (before >= 0)
		tst_res(TWARN, "buffer %p of %zu bytes: written %zu bytes in front of it", (void *)buffer->start,
			buffer->size, start - before);
	if (behind >= 0)
		tst_res(TWARN, "buffer %p of %zu bytes: written %zu bytes behind its end", (void *)buffer->start,
			buffer->size, behind - end + 1);
}

void tst_free_all(void)
{
	while (buffers) {
		struct buffer *buffer = buffers;

		buffers = buffer->next;
		check(buffer);
		munmap(buffer->map, buffer->map_size);
		free(buffer);
	}
}

char *tst_strdup(const char *str)
{
	const size_t size = strlen(str) + 1;

	return memcpy(tst_alloc(size), str, size);
}

char *tst_aprintf(const char *fmt, ...)
{
	va_list ap;
	char *text;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	text = tst_alloc(len + 1);
	va_start(ap, fmt);
	vsnprintf(text, len + 1, fmt, ap);
	va_end(ap);
	return text;
}

struct iovec *tst_iovec_alloc(int sizes[])
{
	int count = 0;
	struct iovec *iov;

	while (sizes[count] != -1)
		count++;
	if (count == 0)
		return NULL;
	iov = tst_alloc(count * sizeof(*iov));
	for (int i = 0; i < count; i++) {
		iov[i].iov_base = sizes[i] ? tst_alloc(sizes[i]) : NULL;
		iov[i].iov_len = sizes[i];
	}
	return iov;
}

void tst_buffers_alloc(struct tst_buffers bufs[])
{
	for (unsigned int i = 0; bufs[i].ptr; i++) {
		void **ptr = bufs[i].ptr;

		if (bufs[i].size)
			*ptr = tst_alloc(bufs[i].size);
		else if (bufs[i].iov_sizes)
			*ptr = tst_iovec_alloc(bufs[i].iov_sizes);
		else if (bufs[i].str)
			*ptr = tst_strdup(bufs[i].str);
		else
			tst_brk(TBROK, "buffer %u has neither a size nor iov_sizes nor a text", i);
	}
}
