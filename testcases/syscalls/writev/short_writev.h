// SPDX-License-Identifier: GPL-2.0-or-later
/* writev() of three buffers the second of which cannot be read: only the first gets into the file. */
#ifndef SHORT_WRITEV_H
#define SHORT_WRITEV_H

#include "tst_test.h"

#include <sys/uio.h>

#define BUFFER 64
#define LARGEST_FILE 8192

static char first[BUFFER], third[BUFFER];
static char before[LARGEST_FILE], after[LARGEST_FILE + 4 * BUFFER];
static int file = -1;

/* A new file with a pattern; the buffers hold other bytes. */
static inline void make_file(size_t size)
{
	for (size_t i = 0; i < size; i++)
		before[i] = 'a' + i % 26;
	memset(first, '1', sizeof(first));
	memset(third, '3', sizeof(third));
	file = SAFE_OPEN("file", O_RDWR | O_CREAT | O_TRUNC, 0600);
	SAFE_WRITE(SAFE_WRITE_ALL, file, before, size);
}

static inline void close_file(void)
{
	if (file >= 0)
		SAFE_CLOSE(file);
}

/*
 * A page of the memory that programs use, but not of this one any more. An address outside that memory, such
 * as tst_get_bad_addr() gives, will not do: the kernel refuses the whole call before it writes anything.
 */
static inline void *unmapped_page(void)
{
	const size_t size = SAFE_SYSCONF(_SC_PAGESIZE);
	void *page = SAFE_MMAP(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	SAFE_MUNMAP(page, size);
	return page;
}

/* Calls writev() where the file stands. Nothing is mapped between unmapped_page() and the call. */
static inline void write_short(const char *where)
{
	const struct iovec iov[3] = {
		{first, BUFFER},
		{unmapped_page(), BUFFER},
		{third, BUFFER},
	};

	TST_EXP_VAL(writev(file, iov, 3), BUFFER, "writev() of three buffers, the second in no mapping, %s",
		    where);
}

/* The first buffer stands at that offset, and of the size bytes of pattern all others are as they were. */
static inline void check_file(size_t offset, size_t size)
{
	size_t end = offset + BUFFER > size ? offset + BUFFER : size, changed = 0;
	ssize_t len = SAFE_PREAD(0, file, after, sizeof(after), 0);

	TST_EXP_EXPR(len == (ssize_t)end, "the file has %zu bytes: %zd", end, len);
	TST_EXP_EXPR(!memcmp(after + offset, first, BUFFER), "offset %zu holds the first buffer: 0x%02x ...",
		     offset, after[offset]);
	for (size_t i = 0; i < size; i++) {
		if (i < offset || i >= offset + BUFFER)
			changed += after[i] != before[i];
	}
	TST_EXP_EXPR(changed == 0, "0 of the other bytes have changed: %zu", changed);
	memcpy(before, after, size);
}

#endif
