// SPDX-License-Identifier: GPL-2.0-or-later
/* SAFE_*() for io_uring, and the two rings mapped. */
#ifndef TST_SAFE_IO_URING_H
#define TST_SAFE_IO_URING_H

#include "lapi/io_uring.h"

struct tst_io_uring {
	int fd;
	void *sqr_base, *cqr_base;
	/* The size of the mappings; the rings may share one. */
	size_t sqr_mapsize, cqr_mapsize, sqe_mapsize;
	struct io_uring_sqe *sqr_entries;
	const struct io_uring_cqe *cqr_entries;
	unsigned int sqr_size, cqr_size;
	const unsigned int *sqr_head, *sqr_mask, *sqr_flags, *sqr_dropped;
	unsigned int *sqr_tail, *sqr_array;
	const unsigned int *cqr_tail, *cqr_mask, *cqr_overflow;
	unsigned int *cqr_head;
};

/* Makes an io_uring of so many entries with the given parameters and maps its rings. */
#define SAFE_IO_URING_INIT(entries, params, uring) \
	tst_safe_io_uring_init(__FILE__, __LINE__, (entries), (params), (uring))
int tst_safe_io_uring_init(const char *file, int line, unsigned int entries, struct io_uring_params *params,
			   struct tst_io_uring *uring);
#define SAFE_IO_URING_CLOSE(uring) tst_safe_io_uring_close(__FILE__, __LINE__, (uring))
int tst_safe_io_uring_close(const char *file, int line, struct tst_io_uring *uring);
/* strict: all of to_submit must be taken. */
#define SAFE_IO_URING_ENTER(strict, fd, to_submit, min_complete, flags, sig) \
	tst_safe_io_uring_enter(__FILE__, __LINE__, (strict), (fd), (to_submit), (min_complete), (flags), (sig))
int tst_safe_io_uring_enter(const char *file, int line, int strict, int fd, unsigned int to_submit,
			    unsigned int min_complete, unsigned int flags, sigset_t *sig);

#endif
