// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Guarded buffers: memory whose last byte is the last of a page. Without an MMU no page can be made to fault, so
 * canaries stand on both sides; a changed one is reported as TWARN when the test ends or tst_free_all() is called.
 */
#ifndef TST_BUFFERS_H
#define TST_BUFFERS_H

#include <stddef.h>

struct iovec;

/* An array ended by an empty element, in struct tst_test.bufs. `ptr` points to the pointer that is to be set. */
struct tst_buffers {
	void *ptr;
	size_t size;
	int *iov_sizes; /* ended by -1: an iovec with buffers of these sizes */
	char *str;	/* a copy of this text */
};

void *tst_alloc(size_t size);
char *tst_strdup(const char *str);
char *tst_aprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
struct iovec *tst_iovec_alloc(int sizes[]);
void tst_buffers_alloc(struct tst_buffers bufs[]);
void tst_free_all(void);

#endif
