// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Times. struct tst_ts is a timespec in one of the three layouts that system calls take (the C library's, and the
 * kernel's old and new ones); the tst_timespec_*() and tst_timeval_*() functions compute with the C library's.
 */
#ifndef TST_TIMER_H
#define TST_TIMER_H

#include <mqueue.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <linux/time_types.h>

#include "tst_test.h"
#include "tst_clocks.h"
#include "lapi/common_timers.h"
#include "lapi/posix_types.h"
#include "lapi/syscalls.h"

/* timer_t as the kernel knows it: a small number. */
typedef int kernel_timer_t;

struct __kernel_old_itimerspec {
	struct __kernel_old_timespec it_interval;
	struct __kernel_old_timespec it_value;
};

enum tst_ts_type { TST_LIBC_TIMESPEC, TST_KERN_OLD_TIMESPEC, TST_KERN_TIMESPEC };

struct tst_ts {
	enum tst_ts_type type;
	union ts {
		struct timespec libc_ts;
		struct __kernel_old_timespec kern_old_ts;
		struct __kernel_timespec kern_ts;
	} ts;
};

struct tst_its {
	enum tst_ts_type type;
	union {
		struct itimerspec libc_its;
		struct __kernel_old_itimerspec kern_old_its;
		struct __kernel_itimerspec kern_its;
	} ts;
};

#define TST_NS_PER_S 1000000000LL

static inline void *tst_ts_get(struct tst_ts *t)
{
	return t ? (void *)&t->ts : NULL;
}

static inline void *tst_its_get(struct tst_its *t)
{
	return t ? (void *)&t->ts : NULL;
}

#define TST_TS_FIELD_(get, set, of, path_libc, path_old, path_kern)                     \
	static inline long long get(of t)                                              \
	{                                                                              \
		switch (t.type) {                                                      \
		case TST_LIBC_TIMESPEC:                                                \
			return t.ts.path_libc;                                         \
		case TST_KERN_OLD_TIMESPEC:                                            \
			return t.ts.path_old;                                          \
		case TST_KERN_TIMESPEC:                                                \
			return t.ts.path_kern;                                         \
		}                                                                      \
		return -1;                                                             \
	}                                                                              \
	static inline void set(of *t, long long value)                                 \
	{                                                                              \
		switch (t->type) {                                                     \
		case TST_LIBC_TIMESPEC:                                                \
			t->ts.path_libc = value;                                       \
			break;                                                         \
		case TST_KERN_OLD_TIMESPEC:                                            \
			t->ts.path_old = value;                                        \
			break;                                                         \
		case TST_KERN_TIMESPEC:                                                \
			t->ts.path_kern = value;                                       \
			break;                                                         \
		}                                                                      \
	}

TST_TS_FIELD_(tst_ts_get_sec, tst_ts_set_sec, struct tst_ts, libc_ts.tv_sec, kern_old_ts.tv_sec, kern_ts.tv_sec)
TST_TS_FIELD_(tst_ts_get_nsec, tst_ts_set_nsec, struct tst_ts, libc_ts.tv_nsec, kern_old_ts.tv_nsec, kern_ts.tv_nsec)
TST_TS_FIELD_(tst_its_get_interval_sec, tst_its_set_interval_sec, struct tst_its, libc_its.it_interval.tv_sec,
	      kern_old_its.it_interval.tv_sec, kern_its.it_interval.tv_sec)
TST_TS_FIELD_(tst_its_get_interval_nsec, tst_its_set_interval_nsec, struct tst_its, libc_its.it_interval.tv_nsec,
	      kern_old_its.it_interval.tv_nsec, kern_its.it_interval.tv_nsec)
TST_TS_FIELD_(tst_its_get_value_sec, tst_its_set_value_sec, struct tst_its, libc_its.it_value.tv_sec,
	      kern_old_its.it_value.tv_sec, kern_its.it_value.tv_sec)
TST_TS_FIELD_(tst_its_get_value_nsec, tst_its_set_value_nsec, struct tst_its, libc_its.it_value.tv_nsec,
	      kern_old_its.it_value.tv_nsec, kern_its.it_value.tv_nsec)

static inline void tst_its_set_interval_from_ts(struct tst_its *its, struct tst_ts ts)
{
	tst_its_set_interval_sec(its, tst_ts_get_sec(ts));
	tst_its_set_interval_nsec(its, tst_ts_get_nsec(ts));
}

static inline void tst_its_set_value_from_ts(struct tst_its *its, struct tst_ts ts)
{
	tst_its_set_value_sec(its, tst_ts_get_sec(ts));
	tst_its_set_value_nsec(its, tst_ts_get_nsec(ts));
}

/* 0, or -1: nothing was stored here, or -2: the nanoseconds are out of range. */
static inline int tst_ts_valid(struct tst_ts *t)
{
	const long long nsec = tst_ts_get_nsec(*t);

	if (nsec < 0 || nsec >= TST_NS_PER_S)
		return -2;
	return tst_ts_get_sec(*t) == 0 && nsec == 0 ? -1 : 0;
}

static inline struct tst_ts tst_ts_from_timespec(struct timespec ts)
{
	return (struct tst_ts){.type = TST_LIBC_TIMESPEC, .ts.libc_ts = ts};
}

static inline struct timespec tst_ts_to_timespec(struct tst_ts t)
{
	return (struct timespec){.tv_sec = tst_ts_get_sec(t), .tv_nsec = tst_ts_get_nsec(t)};
}

static inline long long tst_ts_to_ns(struct tst_ts t)
{
	return tst_ts_get_sec(t) * TST_NS_PER_S + tst_ts_get_nsec(t);
}

/* To the nearest one, as all conversions to a coarser unit. */
static inline long long tst_ts_to_us(struct tst_ts t)
{
	return tst_ts_get_sec(t) * 1000000 + (tst_ts_get_nsec(t) + 500) / 1000;
}

static inline long long tst_ts_to_ms(struct tst_ts t)
{
	return tst_ts_get_sec(t) * 1000 + (tst_ts_get_nsec(t) + 500000) / 1000000;
}

/* The time of `ns`, in the layout of t. */
static inline struct tst_ts tst_ts_set_ns_(struct tst_ts t, long long ns)
{
	long long sec = ns / TST_NS_PER_S, rest = ns % TST_NS_PER_S;

	if (rest < 0) {
		sec--;
		rest += TST_NS_PER_S;
	}
	tst_ts_set_sec(&t, sec);
	tst_ts_set_nsec(&t, rest);
	return t;
}

static inline struct tst_ts tst_ts_from_ns(enum tst_ts_type type, long long ns)
{
	return tst_ts_set_ns_((struct tst_ts){.type = type}, ns);
}

static inline struct tst_ts tst_ts_from_us(enum tst_ts_type type, long long us)
{
	return tst_ts_from_ns(type, us * 1000);
}

static inline struct tst_ts tst_ts_from_ms(enum tst_ts_type type, long long ms)
{
	return tst_ts_from_ns(type, ms * 1000000);
}

/* Nanoseconds between 0 and one second. */
static inline struct tst_ts tst_ts_normalize(struct tst_ts t)
{
	return tst_ts_set_ns_(t, tst_ts_to_ns(t));
}

static inline int tst_ts_eq(struct tst_ts t1, struct tst_ts t2)
{
	return tst_ts_to_ns(t1) == tst_ts_to_ns(t2);
}

static inline struct tst_ts tst_ts_add_us(struct tst_ts t, long long us)
{
	return tst_ts_set_ns_(t, tst_ts_to_ns(t) + us * 1000);
}

static inline struct tst_ts tst_ts_sub_us(struct tst_ts t, long long us)
{
	return tst_ts_add_us(t, -us);
}

static inline struct tst_ts tst_ts_add(struct tst_ts t1, struct tst_ts t2)
{
	return tst_ts_set_ns_(t1, tst_ts_to_ns(t1) + tst_ts_to_ns(t2));
}

static inline struct tst_ts tst_ts_diff(struct tst_ts t1, struct tst_ts t2)
{
	return tst_ts_set_ns_(t1, tst_ts_to_ns(t1) - tst_ts_to_ns(t2));
}

static inline int tst_ts_lt(struct tst_ts t1, struct tst_ts t2)
{
	return tst_ts_to_ns(t1) < tst_ts_to_ns(t2);
}

static inline long long tst_ts_diff_ns(struct tst_ts t1, struct tst_ts t2)
{
	return tst_ts_to_ns(t1) - tst_ts_to_ns(t2);
}

static inline long long tst_ts_diff_us(struct tst_ts t1, struct tst_ts t2)
{
	return tst_ts_to_us(tst_ts_diff(t1, t2));
}

static inline long long tst_ts_diff_ms(struct tst_ts t1, struct tst_ts t2)
{
	return tst_ts_to_ms(tst_ts_diff(t1, t2));
}

static inline struct tst_ts tst_ts_abs_diff(struct tst_ts t1, struct tst_ts t2)
{
	return tst_ts_lt(t1, t2) ? tst_ts_diff(t2, t1) : tst_ts_diff(t1, t2);
}

static inline long long tst_ts_abs_diff_ns(struct tst_ts t1, struct tst_ts t2)
{
	return tst_ts_to_ns(tst_ts_abs_diff(t1, t2));
}

static inline long long tst_ts_abs_diff_us(struct tst_ts t1, struct tst_ts t2)
{
	return tst_ts_to_us(tst_ts_abs_diff(t1, t2));
}

static inline long long tst_ts_abs_diff_ms(struct tst_ts t1, struct tst_ts t2)
{
	return tst_ts_to_ms(tst_ts_abs_diff(t1, t2));
}

/* --- struct timespec ---------------------------------------------------------------------------------------------- */

static inline long long tst_timespec_to_ns(struct timespec t)
{
	return t.tv_sec * TST_NS_PER_S + t.tv_nsec;
}

static inline long long tst_timespec_to_us(struct timespec t)
{
	return tst_ts_to_us(tst_ts_from_timespec(t));
}

static inline long long tst_timespec_to_ms(struct timespec t)
{
	return tst_ts_to_ms(tst_ts_from_timespec(t));
}

static inline struct timespec tst_timespec_from_ns_(long long ns)
{
	return tst_ts_from_ns(TST_LIBC_TIMESPEC, ns).ts.libc_ts;
}

static inline struct timespec tst_timespec_add_us(struct timespec t, long long us)
{
	return tst_timespec_from_ns_(tst_timespec_to_ns(t) + us * 1000);
}

static inline struct timespec tst_timespec_sub_us(struct timespec t, long long us)
{
	return tst_timespec_add_us(t, -us);
}

static inline struct timespec tst_timespec_add(struct timespec t1, struct timespec t2)
{
	return tst_timespec_from_ns_(tst_timespec_to_ns(t1) + tst_timespec_to_ns(t2));
}

static inline struct timespec tst_timespec_diff(struct timespec t1, struct timespec t2)
{
	return tst_timespec_from_ns_(tst_timespec_to_ns(t1) - tst_timespec_to_ns(t2));
}

static inline struct timespec tst_timespec_abs_diff(struct timespec t1, struct timespec t2)
{
	return tst_timespec_from_ns_(llabs(tst_timespec_to_ns(t1) - tst_timespec_to_ns(t2)));
}

static inline int tst_timespec_lt(struct timespec t1, struct timespec t2)
{
	return tst_timespec_to_ns(t1) < tst_timespec_to_ns(t2);
}

static inline long long tst_timespec_diff_ns(struct timespec t1, struct timespec t2)
{
	return tst_timespec_to_ns(t1) - tst_timespec_to_ns(t2);
}

static inline long long tst_timespec_diff_us(struct timespec t1, struct timespec t2)
{
	return tst_timespec_to_us(tst_timespec_diff(t1, t2));
}

static inline long long tst_timespec_diff_ms(struct timespec t1, struct timespec t2)
{
	return tst_timespec_to_ms(tst_timespec_diff(t1, t2));
}

static inline long long tst_timespec_abs_diff_ns(struct timespec t1, struct timespec t2)
{
	return llabs(tst_timespec_diff_ns(t1, t2));
}

static inline long long tst_timespec_abs_diff_us(struct timespec t1, struct timespec t2)
{
	return tst_timespec_to_us(tst_timespec_abs_diff(t1, t2));
}

static inline long long tst_timespec_abs_diff_ms(struct timespec t1, struct timespec t2)
{
	return tst_timespec_to_ms(tst_timespec_abs_diff(t1, t2));
}

static inline struct timespec tst_timespec_from_us(long long us)
{
	return tst_timespec_from_ns_(us * 1000);
}

static inline struct timespec tst_timespec_from_ms(long long ms)
{
	return tst_timespec_from_ns_(ms * 1000000);
}

static inline struct timespec tst_us_to_timespec(long long us)
{
	return tst_timespec_from_ns_(us * 1000);
}

static inline struct timespec tst_ms_to_timespec(long long ms)
{
	return tst_timespec_from_ns_(ms * 1000000);
}

/* --- struct timeval ----------------------------------------------------------------------------------------------- */

static inline long long tst_timeval_to_us(struct timeval t)
{
	return t.tv_sec * 1000000LL + t.tv_usec;
}

static inline long long tst_timeval_to_ms(struct timeval t)
{
	return t.tv_sec * 1000LL + (t.tv_usec + 500) / 1000;
}

static inline struct timeval tst_us_to_timeval(long long us)
{
	return (struct timeval){.tv_sec = us / 1000000, .tv_usec = us % 1000000};
}

static inline struct timeval tst_ms_to_timeval(long long ms)
{
	return tst_us_to_timeval(ms * 1000);
}

static inline long long tst_timeval_diff_us(struct timeval t1, struct timeval t2)
{
	return tst_timeval_to_us(t1) - tst_timeval_to_us(t2);
}

static inline struct timeval tst_timeval_diff(struct timeval t1, struct timeval t2)
{
	long long us = tst_timeval_diff_us(t1, t2), sec = us / 1000000 - (us % 1000000 < 0);

	return (struct timeval){.tv_sec = sec, .tv_usec = us - sec * 1000000};
}

static inline long long tst_timeval_diff_ms(struct timeval t1, struct timeval t2)
{
	return tst_timeval_to_ms(tst_timeval_diff(t1, t2));
}

static inline long long tst_timeval_abs_diff_us(struct timeval t1, struct timeval t2)
{
	return llabs(tst_timeval_diff_us(t1, t2));
}

static inline long long tst_timeval_abs_diff_ms(struct timeval t1, struct timeval t2)
{
	return tst_timeval_abs_diff_us(t1, t2) / 1000;
}

/* --- the calls that take a time, by each way to make them --- */

/*
 * libc_NAME(), sys_NAME() (the oldest call) and sys_NAME64() (the one with 64-bit times, where a 64-bit machine has
 * only one): all with the same arguments, so that struct time64_variants can hold any of them.
 */
#define TST_TIME_CALLS_(name, nr, nr64, PARAMS, ...) \
	TST_TIME_TYPED_(int, name, nr, nr64, PARAMS, __VA_ARGS__)
#define TST_TIME_TYPED_(type, name, nr, nr64, PARAMS, ...)                   \
	static inline type libc_##name PARAMS { return name(__VA_ARGS__); }  \
	TST_TIME_TYPED_SYS_(type, name, nr, nr64, PARAMS, __VA_ARGS__)
#define TST_TIME_SYS_(name, nr, nr64, PARAMS, ...) TST_TIME_TYPED_SYS_(int, name, nr, nr64, PARAMS, __VA_ARGS__)
#define TST_TIME_TYPED_SYS_(type, name, nr, nr64, PARAMS, ...)                            \
	static inline type sys_##name PARAMS { return tst_syscall(nr, __VA_ARGS__); }     \
	static inline type sys_##name##64 PARAMS { return tst_syscall(nr64, __VA_ARGS__); }

TST_TIME_CALLS_(clock_getres, __NR_clock_getres, __NR_clock_getres_time64, (clockid_t clk_id, void *ts), clk_id, ts)
TST_TIME_CALLS_(clock_gettime, __NR_clock_gettime, __NR_clock_gettime64, (clockid_t clk_id, void *ts), clk_id, ts)
TST_TIME_CALLS_(clock_settime, __NR_clock_settime, __NR_clock_settime64, (clockid_t clk_id, void *ts), clk_id, ts)
TST_TIME_CALLS_(clock_nanosleep, __NR_clock_nanosleep, __NR_clock_nanosleep_time64,
		(clockid_t clk_id, int flags, void *request, void *remain), clk_id, flags, request, remain)
TST_TIME_SYS_(timer_gettime, __NR_timer_gettime, __NR_timer_gettime64, (kernel_timer_t timer, void *its), timer, its)
TST_TIME_SYS_(timer_settime, __NR_timer_settime, __NR_timer_settime64,
	      (kernel_timer_t timer, int flags, void *its, void *old_its), timer, flags, its, old_its)
TST_TIME_SYS_(timerfd_gettime, __NR_timerfd_gettime, __NR_timerfd_gettime64, (int fd, void *its), fd, its)
TST_TIME_SYS_(timerfd_settime, __NR_timerfd_settime, __NR_timerfd_settime64,
	      (int fd, int flags, void *its, void *old_its), fd, flags, its, old_its)
TST_TIME_CALLS_(sched_rr_get_interval, __NR_sched_rr_get_interval, __NR_sched_rr_get_interval_time64,
	      (pid_t pid, void *ts), pid, ts)
TST_TIME_CALLS_(mq_timedsend, __NR_mq_timedsend, __NR_mq_timedsend_time64,
		(mqd_t queue, const char *text, size_t size, unsigned int prio, void *until), queue, text, size, prio, until)
TST_TIME_TYPED_(ssize_t, mq_timedreceive, __NR_mq_timedreceive, __NR_mq_timedreceive_time64,
		(mqd_t queue, char *text, size_t size, unsigned int *prio, void *until), queue, text, size, prio, until)

/* These have names of another form. */
static inline int sys_futex(int *word, int op, int val, void *until, int *word2, int val3)
{
	return tst_syscall(__NR_futex, word, op, val, until, word2, val3);
}

static inline int sys_futex_time64(int *word, int op, int val, void *until, int *word2, int val3)
{
	return tst_syscall(__NR_futex_time64, word, op, val, until, word2, val3);
}

static inline int sys_setitimer(int which, void *value, void *old)
{
	return tst_syscall(__NR_setitimer, which, value, old);
}

/* --- a stop watch ------------------------------------------------------------------------------------------------- */

/* TCONF where the clock does not exist. */
void tst_timer_check(clockid_t clk_id);
void tst_timer_start(clockid_t clk_id);
void tst_timer_stop(void);
struct timespec tst_timer_elapsed(void);
/* True when so much time has passed since tst_timer_start(). */
int tst_timer_expired_ms(long long ms);

static inline long long tst_timer_elapsed_ms(void)
{
	return tst_timespec_to_ms(tst_timer_elapsed());
}

static inline long long tst_timer_elapsed_us(void)
{
	return tst_timespec_to_us(tst_timer_elapsed());
}

#endif
