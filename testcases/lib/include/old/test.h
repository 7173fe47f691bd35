// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * LTP's old test API, for programs that have their own main() and make no child: results, options, the loop, the
 * temporary directory, and the SAFE_*() calls whose first argument is the test's cleanup function. The first of these
 * functions that is called connects the program to the library: it runs main() again, from the start, in a process that
 * the library watches. See tst_test.h for the new API, which a new test should use.
 */
#ifndef LTP_OLD_TEST_H
#define LTP_OLD_TEST_H

#ifndef TST_NO_DEFAULT_MAIN
#define TST_NO_DEFAULT_MAIN
#endif
#include "tst_test.h"

/* Every test defines these two. */
extern char *TCID;
extern int TST_TOTAL;

#ifdef TST_USE_COMPAT16_SYSCALL
#define TCID_BIT_SUFFIX "_16"
#elif defined(TST_USE_NEWER64_SYSCALL)
#define TCID_BIT_SUFFIX "_64"
#else
#define TCID_BIT_SUFFIX ""
#endif
#define TCID_DEFINE(ID) char *TCID = (#ID TCID_BIT_SUFFIX)

extern int tst_count;

typedef struct {
	char *option; /* "a" or "a:" */
	int *flag;    /* set to 1 when it is given */
	char **arg;   /* where its value is stored */
} option_t;

void tst_parse_opts(int argc, char *argv[], const option_t *user_optarg, void (*user_help)(void));

#define TEST_RETURN TST_RET
#define TEST_ERRNO TST_ERR
#define TEST_PAUSE
#define TEST_LOOPING tst_old_looping_
int tst_old_looping_(int counter);

#define FORK 1
#define NOFORK 0
#define DEF_HANDLER SIG_ERR
/* A signal that the test does not expect ends it with TBROK, or calls the handler. */
#define tst_sig(fork_flag, handler, cleanup) tst_old_sig_(fork_flag, (void (*)(int))(handler), cleanup)
void tst_old_sig_(int fork_flag, void (*handler)(int), void (*cleanup)(void));

#define tst_resm(ttype, ...) tst_old_resm_(__FILE__, __LINE__, (ttype), __VA_ARGS__)
void tst_old_resm_(const char *file, int line, int ttype, const char *fmt, ...) __attribute__((format(printf, 4, 5)));
#define tst_resm_hexd(ttype, buf, size, ...) \
	(tst_old_start_(), tst_res_hexd_(__FILE__, __LINE__, (ttype), buf, size, __VA_ARGS__))
#define tst_brkm(ttype, cleanup, ...) tst_old_brkm_(__FILE__, __LINE__, (ttype), cleanup, __VA_ARGS__)
void tst_old_brkm_(const char *file, int line, int ttype, void (*cleanup)(void), const char *fmt, ...)
	__attribute__((format(printf, 5, 6), noreturn));
void tst_exit(void) LTP_ATTRIBUTE_NORETURN;
void tst_old_start_(void);

void tst_require_root(void);
/* The library removes the directory. */
void tst_tmpdir(void);
void tst_rmdir(void);

#undef tst_syscall
#define ltp_syscall(NR, ...) tst_old_syscall_(NR, ##__VA_ARGS__)
#define tst_syscall ltp_syscall
#define tst_old_syscall_(NR, ...)                                                                     \
	({                                                                                            \
		long tst_sys_ret_ = (NR) == TST_NO_SYSCALL_NR ? (errno = ENOSYS, -1L)                 \
							      : syscall(NR, ##__VA_ARGS__);           \
		if (tst_sys_ret_ == -1 && errno == ENOSYS)                                            \
			tst_brkm(TCONF, NULL, "this kernel has no system call " #NR);                 \
		tst_sys_ret_;                                                                         \
	})

#endif
