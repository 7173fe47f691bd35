// SPDX-License-Identifier: GPL-2.0-or-later
/* SAFE_IO_URING_*(): an io_uring and its rings, mapped. */
#include "lib.h"
#include "tst_safe_io_uring.h"

static void *map_ring(const char *file, int line, int fd, size_t size, unsigned long long offset)
{
	void *ring = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, offset);

	if (ring == MAP_FAILED)
		tst_brk_(file, line, (errno == ENODEV || errno == ENOSYS ? TCONF : TBROK) | TERRNO,
			 "cannot map a ring of %zu bytes", size);
	return ring;
}

#define AT(base, offset) ((void *)((char *)(base) + (offset)))

int tst_safe_io_uring_init(const char *file, int line, unsigned int entries, struct io_uring_params *params,
			   struct tst_io_uring *uring)
{
	memset(uring, 0, sizeof(*uring));
	uring->fd = syscall(__NR_io_uring_setup, entries, params);
	if (uring->fd < 0) {
		tst_brk_(file, line, (errno == ENOSYS || errno == EPERM ? TCONF : TBROK) | TERRNO,
			 "io_uring_setup(%u)", entries);
		return uring->fd;
	}

	uring->sqr_size = params->sq_entries;
	uring->cqr_size = params->cq_entries;
	uring->sqr_mapsize = params->sq_off.array + params->sq_entries * sizeof(unsigned int);
	uring->cqr_mapsize = params->cq_off.cqes + params->cq_entries * sizeof(struct io_uring_cqe);
	uring->sqe_mapsize = params->sq_entries * sizeof(struct io_uring_sqe);
	if (params->features & IORING_FEAT_SINGLE_MMAP) {
		uring->sqr_mapsize = MAX(uring->sqr_mapsize, uring->cqr_mapsize);
		uring->cqr_mapsize = 0;
	}

	uring->sqr_base = map_ring(file, line, uring->fd, uring->sqr_mapsize, IORING_OFF_SQ_RING);
	uring->cqr_base = uring->cqr_mapsize ?
		map_ring(file, line, uring->fd, uring->cqr_mapsize, IORING_OFF_CQ_RING) : uring->sqr_base;
	uring->sqr_entries = map_ring(file, line, uring->fd, uring->sqe_mapsize, IORING_OFF_SQES);

	uring->sqr_head = AT(uring->sqr_base, params->sq_off.head);
	uring->sqr_tail = AT(uring->sqr_base, params->sq_off.tail);
	uring->sqr_mask = AT(uring->sqr_base, params->sq_off.ring_mask);
	uring->sqr_flags = AT(uring->sqr_base, params->sq_off.flags);
	uring->sqr_dropped = AT(uring->sqr_base, params->sq_off.dropped);
	uring->sqr_array = AT(uring->sqr_base, params->sq_off.array);
	uring->cqr_head = AT(uring->cqr_base, params->cq_off.head);
	uring->cqr_tail = AT(uring->cqr_base, params->cq_off.tail);
	uring->cqr_mask = AT(uring->cqr_base, params->cq_off.ring_mask);
	uring->cqr_overflow = AT(uring->cqr_base, params->cq_off.overflow);
	uring->cqr_entries = AT(uring->cqr_base, params->cq_off.cqes);
	return uring->fd;
}

int tst_safe_io_uring_close(const char *file, int line, struct tst_io_uring *uring)
{
	int ret;

	munmap(uring->sqr_entries, uring->sqe_mapsize);
	munmap(uring->sqr_base, uring->sqr_mapsize);
	if (uring->cqr_mapsize)
		munmap(uring->cqr_base, uring->cqr_mapsize);
	ret = close(uring->fd);
	if (ret < 0)
		tst_brk_(file, line, TBROK | TERRNO, "close(%d) of an io_uring", uring->fd);
	uring->fd = -1;
	return ret;
}

int tst_safe_io_uring_enter(const char *file, int line, int strict, int fd, unsigned int to_submit,
			    unsigned int min_complete, unsigned int flags, sigset_t *sig)
{
	int ret = syscall(__NR_io_uring_enter, fd, to_submit, min_complete, flags, sig, _NSIG / 8);

	if (ret < 0)
		tst_brk_(file, line, TBROK | TERRNO, "io_uring_enter(%d, %u)", fd, to_submit);
	else if (strict && (unsigned int)ret != to_submit)
		tst_brk_(file, line, TBROK, "io_uring_enter(%d, %u) took %d", fd, to_submit, ret);
	return ret;
}
