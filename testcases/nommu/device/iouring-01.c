// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The rings of io_uring without an MMU: a shared mapping is the kernel's own memory, and a request goes
 * through it. Other kinds of mappings are refused. The ring of completions has an offset of its own to be
 * mapped at.
 */
#include <linux/io_uring.h>
#include "../figures.h"

#define ENTRIES 8

static struct io_uring_params params;
static size_t ring_size, sqes_size;

static uint32_t *at(char *ring, uint32_t offset)
{
	return (uint32_t *)(ring + offset);
}

/* One request that does nothing; the completion is read from `done`. */
static void nop(const char *what, int fd, char *ring, struct io_uring_sqe *sqes, char *done, uint64_t mark)
{
	uint32_t tail = *at(ring, params.sq_off.tail), slot = tail & *at(ring, params.sq_off.ring_mask);
	uint32_t head = *at(done, params.cq_off.head), mask = *at(done, params.cq_off.ring_mask);
	struct io_uring_cqe *cqe = (void *)(done + params.cq_off.cqes);

	memset(&sqes[slot], 0, sizeof(*sqes));
	sqes[slot].opcode = IORING_OP_NOP;
	sqes[slot].user_data = mark;
	at(ring, params.sq_off.array)[slot] = slot;
	__atomic_store_n(at(ring, params.sq_off.tail), tail + 1, __ATOMIC_RELEASE);
	TST_EXP_VAL(syscall(SYS_io_uring_enter, fd, 1, 1, IORING_ENTER_GETEVENTS, NULL, 0), 1, "%s", what);
	TST_EXP_EXPR(__atomic_load_n(at(done, params.cq_off.tail), __ATOMIC_ACQUIRE) == head + 1,
		     "%s: one completion", what);
	TST_EXP_EXPR(cqe[head & mask].user_data == mark && cqe[head & mask].res == 0,
		     "%s: of this request, with result 0: %#llx, %d", what, cqe[head & mask].user_data,
		     cqe[head & mask].res);
	__atomic_store_n(at(done, params.cq_off.head), head + 1, __ATOMIC_RELEASE);
}

static char *map(int fd, size_t size, unsigned long offset)
{
	return mmap(NULL, size, FIG_RW, MAP_SHARED, fd, offset);
}

static char *must_map(const char *what, int fd, size_t size, unsigned long offset)
{
	char *mem = map(fd, size, offset);

	TST_EXP_EXPR(mem != MAP_FAILED, "%s: expected a mapping, got %s", what,
		     mem == MAP_FAILED ? tst_strerrno(errno) : "success");
	if (mem == MAP_FAILED)
		tst_brk(TBROK, "no mapping to go on with");
	return mem;
}

static void run(void)
{
	long copy = fig_mmap_copy();
	struct io_uring_sqe *sqes;
	char *ring, *done;
	int fd = syscall(SYS_io_uring_setup, ENTRIES, &params);

	if (fd < 0)
		tst_brk(TFAIL | TERRNO, "io_uring_setup() must work");
	ring_size = MAX(params.sq_off.array + params.sq_entries * sizeof(uint32_t),
			params.cq_off.cqes + params.cq_entries * sizeof(struct io_uring_cqe));
	sqes_size = params.sq_entries * sizeof(struct io_uring_sqe);

	TST_EXP_FAIL_PTR_VOID(mmap(NULL, ring_size, FIG_RW | PROT_EXEC, MAP_SHARED, fd, IORING_OFF_SQ_RING),
			      EINVAL, "with PROT_EXEC");
	TST_EXP_FAIL_PTR_VOID(mmap(NULL, ring_size, FIG_RW, MAP_PRIVATE, fd, IORING_OFF_SQ_RING), ENODEV,
			      "a private mapping");
	TST_EXP_FAIL_PTR_VOID(map(fd, ring_size, 0x18000000), EINVAL, "at an offset that is nothing");

	ring = must_map("ring", fd, ring_size, IORING_OFF_SQ_RING);
	sqes = (void *)must_map("entries", fd, sqes_size, IORING_OFF_SQES);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	TST_EXP_EXPR(fig_has(FIG_SELF, ring, (ring_size + FIG_PAGE - 1) & -FIG_PAGE, "rw-S"),
		     "the ring's line in the maps has rw-S");
	TST_EXP_EXPR(*at(ring, params.sq_off.ring_entries) == params.sq_entries &&
		     *at(ring, params.cq_off.ring_entries) == params.cq_entries &&
		     params.sq_entries == ENTRIES, "it is the kernel's: %u and %u entries",
		     *at(ring, params.sq_off.ring_entries), *at(ring, params.cq_off.ring_entries));
	nop("first request", fd, ring, sqes, ring, 0x1234567890);
	nop("second request", fd, ring, sqes, ring, 77);

	/*
	 * Both offsets give one address, and a kernel that keeps regions by their start may not survive the
	 * second: let the library write down what has been found so far.
	 */
	usleep(10000);
	done = must_map("completions at their own offset", fd, ring_size, IORING_OFF_CQ_RING);
	TST_EXP_EXPR(*at(done, params.cq_off.ring_entries) == params.cq_entries,
		     "they are the kernel's: %u entries", *at(done, params.cq_off.ring_entries));
	nop("third request", fd, ring, sqes, done, 99);
	TST_EXP_PASS(munmap(done, ring_size), "of the completions");
	TST_EXP_PASS(munmap(ring, ring_size), "of the ring");
	TST_EXP_PASS(munmap(sqes, sqes_size), "of the entries");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.setup = fig_settle,
};
