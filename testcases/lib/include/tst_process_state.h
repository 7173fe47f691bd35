// SPDX-License-Identifier: GPL-2.0-or-later
/* Waiting for a process to get into a state: R, S, D, Z, T … (proc(5), /proc/PID/stat). */
#ifndef TST_PROCESS_STATE_H
#define TST_PROCESS_STATE_H

#include <sys/types.h>

/* msec_timeout 0: for ever (the test's own timeout ends it). Returns 0, or -1 and ETIMEDOUT. */
#define TST_PROCESS_STATE_WAIT(pid, state, msec_timeout) \
	tst_process_state_wait_(__FILE__, __LINE__, pid, state, msec_timeout)
#define TST_PROCESS_EXIT_WAIT(pid, msec_timeout) tst_process_exit_wait(pid, msec_timeout)
#define TST_THREAD_STATE_WAIT(tid, state, msec_timeout) \
	tst_thread_state_wait_(__FILE__, __LINE__, tid, state, msec_timeout)

int tst_process_state_wait_(const char *file, int line, pid_t pid, char state, unsigned int msec_timeout);
int tst_thread_state_wait_(const char *file, int line, pid_t tid, char state, unsigned int msec_timeout);
int tst_process_exit_wait(pid_t pid, unsigned int msec_timeout);
int tst_process_state_wait2(pid_t pid, const char state);
int tst_process_state_wait3(pid_t pid, const char state, unsigned int msec_timeout);
int tst_process_release_wait(pid_t pid, unsigned int msec_timeout);

#endif
