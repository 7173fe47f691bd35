// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Threads that are preempted keep what is theirs: thread local storage, x87, SSE and AVX registers.
 */
#define _GNU_SOURCE
#include <cpuid.h>
#include <pthread.h>
#include <sched.h>
#include "tst_test.h"
#include "tst_safe_pthread.h"

#define THREADS 4
#define MS 600

static __thread unsigned long mine;
static volatile int stop;
static int have_avx;

struct worker {
	unsigned long id, rounds, wrong_tls, wrong_x87, wrong_sse, wrong_avx;
};

static struct worker workers[THREADS];

/* long enough for the timer to come in between now and then */
static inline void linger(void)
{
	int i;

	for (i = 0; i < 2000; i++)
		asm volatile("" : : : "memory");
}

static unsigned long keep_sse(unsigned long value)
{
	unsigned long back;

	asm volatile("movq %0, %%xmm7" : : "r"(value) : "xmm7");
	linger();
	asm volatile("movq %%xmm7, %0" : "=r"(back));
	return back;
}

static unsigned long keep_avx(unsigned long value)
{
	unsigned long in[4] = {value, value + 1, value + 2, value + 3}, out[4];

	asm volatile("vmovdqu %0, %%ymm6" : : "m"(in) : "xmm6");
	linger();
	asm volatile("vmovdqu %%ymm6, %0" : "=m"(out));
	return out[3] - 3;
}

static unsigned long keep_x87(unsigned long value)
{
	long in = value, out;

	asm volatile("fildq %0" : : "m"(in));
	linger();
	asm volatile("fistpq %0" : "=m"(out) : : "st");
	return out;
}

static void *work(void *arg)
{
	struct worker *w = arg;

	mine = w->id;
	while (!stop) {
		unsigned long value = w->id * 1000003 + w->rounds;

		w->wrong_x87 += keep_x87(value) != value;
		w->wrong_sse += keep_sse(value) != value;
		if (have_avx)
			w->wrong_avx += keep_avx(value) != value;
		w->wrong_tls += mine != w->id;
		w->rounds++;
	}
	return NULL;
}

static void run(void)
{
	unsigned long least = ~0UL, tls = 0, x87 = 0, sse = 0, avx = 0;
	unsigned int a, b, c, d;
	pthread_t threads[THREADS];
	int i;

	have_avx = __get_cpuid(1, &a, &b, &c, &d) && (c & bit_AVX) && (c & bit_OSXSAVE);
	stop = 0;
	memset(workers, 0, sizeof(workers));
	for (i = 0; i < THREADS; i++) {
		workers[i].id = i + 1;
		SAFE_PTHREAD_CREATE(&threads[i], NULL, work, &workers[i]);
	}
	usleep(MS * 1000);
	stop = 1;
	for (i = 0; i < THREADS; i++) {
		SAFE_PTHREAD_JOIN(threads[i], NULL);
		if (workers[i].rounds < least)
			least = workers[i].rounds;
		tls += workers[i].wrong_tls;
		x87 += workers[i].wrong_x87;
		sse += workers[i].wrong_sse;
		avx += workers[i].wrong_avx;
	}
	TST_EXP_EXPR(least > 100, "each of %d threads got its turns, the least %lu", THREADS, least);
	TST_EXP_EXPR(tls == 0, "thread local storage: %lu wrong", tls);
	TST_EXP_EXPR(x87 == 0, "x87 register: %lu wrong", x87);
	TST_EXP_EXPR(sse == 0, "SSE register: %lu wrong", sse);
	if (have_avx)
		TST_EXP_EXPR(avx == 0, "AVX register: %lu wrong", avx);
	else
		tst_res(TCONF, "the host's CPU has no AVX");
}

static struct tst_test test = {
	.test_all = run,
};
