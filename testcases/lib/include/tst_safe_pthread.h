// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * SAFE_*() for threads. A thread's stack is taken from one block of memory without an MMU: with attr NULL it gets
 * TST_THREAD_STACK bytes, not the large stack of the main thread, so that many threads can be had.
 */
#ifndef TST_SAFE_PTHREAD_H
#define TST_SAFE_PTHREAD_H

#include <pthread.h>

#include "tst_safe.h"

#define TST_THREAD_STACK (256 * 1024)

#define SAFE_PTHREAD_CREATE(thread, attr, func, arg) \
	tst_safe_pthread_create(__FILE__, __LINE__, thread, attr, func, arg)
int tst_safe_pthread_create(const char *file, int line, pthread_t *thread, const pthread_attr_t *attr,
			    void *(*func)(void *), void *arg);

#define SAFE_PTHREAD_JOIN(thread, ret) TST_SAFE_ERRNO("pthread_join()", pthread_join(thread, ret))
#define SAFE_PTHREAD_CANCEL(thread) TST_SAFE_ERRNO("pthread_cancel()", pthread_cancel(thread))
#define SAFE_PTHREAD_KILL(thread, sig) TST_SAFE_ERRNO("pthread_kill(" #sig ")", pthread_kill(thread, sig))
#define SAFE_PTHREAD_SIGMASK(how, set, old) TST_SAFE_ERRNO("pthread_sigmask()", pthread_sigmask(how, set, old))
#define SAFE_PTHREAD_ATTR_INIT(attr) TST_SAFE_ERRNO("pthread_attr_init()", pthread_attr_init(attr))
#define SAFE_PTHREAD_ATTR_DESTROY(attr) TST_SAFE_ERRNO("pthread_attr_destroy()", pthread_attr_destroy(attr))
#define SAFE_PTHREAD_ATTR_SETDETACHSTATE(attr, state) \
	TST_SAFE_ERRNO("pthread_attr_setdetachstate()", pthread_attr_setdetachstate(attr, state))
#define SAFE_PTHREAD_ATTR_SETSTACKSIZE(attr, size) \
	TST_SAFE_ERRNO("pthread_attr_setstacksize(" #size ")", pthread_attr_setstacksize(attr, size))
#define SAFE_PTHREAD_ATTR_SETSCHEDPARAM(attr, param) \
	TST_SAFE_ERRNO("pthread_attr_setschedparam()", pthread_attr_setschedparam(attr, param))
#define SAFE_PTHREAD_ATTR_SETSCHEDPOLICY(attr, policy) \
	TST_SAFE_ERRNO("pthread_attr_setschedpolicy()", pthread_attr_setschedpolicy(attr, policy))
#define SAFE_PTHREAD_BARRIER_INIT(barrier, attr, n) \
	TST_SAFE_ERRNO("pthread_barrier_init()", pthread_barrier_init(barrier, attr, n))
#define SAFE_PTHREAD_BARRIER_DESTROY(barrier) \
	TST_SAFE_ERRNO("pthread_barrier_destroy()", pthread_barrier_destroy(barrier))
#define SAFE_PTHREAD_BARRIER_WAIT(barrier)                                                    \
	({                                                                                    \
		int tst_bar_ = pthread_barrier_wait(barrier);                                 \
		if (tst_bar_ && tst_bar_ != PTHREAD_BARRIER_SERIAL_THREAD)                    \
			tst_safe_failed_err(__FILE__, __LINE__, "pthread_barrier_wait()", tst_bar_); \
		tst_bar_;                                                                     \
	})
#define SAFE_PTHREAD_MUTEX_INIT(mutex, attr) TST_SAFE_ERRNO("pthread_mutex_init()", pthread_mutex_init(mutex, attr))
#define SAFE_PTHREAD_MUTEX_DESTROY(mutex) TST_SAFE_ERRNO("pthread_mutex_destroy()", pthread_mutex_destroy(mutex))
#define SAFE_PTHREAD_MUTEX_LOCK(mutex) TST_SAFE_ERRNO("pthread_mutex_lock()", pthread_mutex_lock(mutex))
#define SAFE_PTHREAD_MUTEX_UNLOCK(mutex) TST_SAFE_ERRNO("pthread_mutex_unlock()", pthread_mutex_unlock(mutex))
#define SAFE_PTHREAD_MUTEXATTR_INIT(attr) TST_SAFE_ERRNO("pthread_mutexattr_init()", pthread_mutexattr_init(attr))
#define SAFE_PTHREAD_MUTEXATTR_SETTYPE(attr, type) \
	TST_SAFE_ERRNO("pthread_mutexattr_settype()", pthread_mutexattr_settype(attr, type))

#endif
