// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * epoll_create() with all kinds of sizes, and epoll_ctl() with every mix of bad descriptors, operations, events and
 * event pointers: it always fails, and the caller lives.
 */
#include "tst_test.h"

#include <sys/epoll.h>

#define SIZES 16

static const int epfd_values[] = {0 /* the valid one */, -1, 0, INT_MAX};
static const int fd_values[] = {-1, INT_MAX};
static const int op_values[] = {EPOLL_CTL_ADD, EPOLL_CTL_MOD, EPOLL_CTL_DEL, INT_MAX, -1};
static const uint32_t event_bits[] = {EPOLLIN, EPOLLOUT, EPOLLPRI, EPOLLERR, EPOLLHUP, EPOLLET};
#define MIXES (1 << ARRAY_SIZE(event_bits))

static char space[2 * sizeof(struct epoll_event)] __attribute__((aligned(16)));
/* volatile: an odd pointer of this type is meant */
static void *volatile event_pointers[] = {space, space + 1, NULL};

/* The system call itself: the C library does not look at the size. */
static int epoll_create_size(int size)
{
	return syscall(SYS_epoll_create, size);
}

/* True when the size made an epoll instance, or there was no memory for it. */
static int create(int size)
{
	TEST(epoll_create_size(size));
	if (TST_RET < 0)
		return TST_ERR == ENOMEM;
	close(TST_RET);
	return 1;
}

static void sizes(void)
{
	unsigned int seed = 1;
	int large = 0, random = 0;

	for (int i = 0; i < SIZES; i++) {
		large += create(INT_MAX - i);
		random += create(INT_MAX / 2 + rand_r(&seed) % (INT_MAX / 2));
	}
	TST_EXP_EXPR(large == SIZES, "epoll_create() with %d sizes from INT_MAX down: a descriptor or ENOMEM (%d)", SIZES,
		     large);
	TST_EXP_EXPR(random == SIZES, "epoll_create() with %d random sizes: a descriptor or ENOMEM (%d)", SIZES, random);
}

static uint32_t mix_of(unsigned int mix)
{
	uint32_t events = 0;

	for (size_t bit = 0; bit < ARRAY_SIZE(event_bits); bit++) {
		if (mix & 1U << bit)
			events |= event_bits[bit];
	}
	return events;
}

static void control(int epfd, const char *name)
{
	unsigned int calls = 0, failed = 0;

	for (size_t fd = 0; fd < ARRAY_SIZE(fd_values); fd++) {
		for (size_t op = 0; op < ARRAY_SIZE(op_values); op++) {
			for (unsigned int mix = 0; mix < MIXES; mix++) {
				for (size_t ptr = 0; ptr < ARRAY_SIZE(event_pointers); ptr++) {
					void *event = event_pointers[ptr];
					const uint32_t events = mix_of(mix);

					if (event)
						memcpy(event, &events, sizeof(events));
					calls++;
					failed += epoll_ctl(epfd, op_values[op], fd_values[fd], event) == -1;
				}
			}
		}
	}
	TST_EXP_EXPR(calls == failed, "epoll_ctl() on %s: all of %u calls fail (%u)", name, calls, failed);
}

static void run(void)
{
	static const char *const names[] = {"an epoll descriptor", "-1", "0", "INT_MAX"};
	int epfd = epoll_create_size(1);

	TST_EXP_FAIL2(epoll_create_size(-1), EINVAL, "epoll_create(-1)");
	sizes();
	for (size_t i = 0; i < ARRAY_SIZE(epfd_values); i++)
		control(i == 0 ? epfd : epfd_values[i], names[i]);
	close(epfd);
}

static struct tst_test test = {
	.test_all = run,
};
