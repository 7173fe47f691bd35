// SPDX-License-Identifier: GPL-2.0-or-later
/* Reporting results. */
#ifndef TST_RESULTS_H
#define TST_RESULTS_H

#include <stddef.h>

#include "tst_common.h"
#include "tst_res_flags.h"

/* Reports one result. Safe in children, vfork children and signal handlers: one write(2), no locks, errno kept. */
#define tst_res(ttype, ...)                                                            \
	({                                                                             \
		TST_BUILD_BUG_ON(__builtin_constant_p(ttype) && TTYPE_RESULT(ttype) == TBROK); \
		tst_res_(__FILE__, __LINE__, (ttype), __VA_ARGS__);                    \
	})
void tst_res_(const char *file, int line, int ttype, const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* Reports TBROK, TCONF or TFAIL and ends the test (in a child: the child). In cleanup() it warns and returns. */
#define tst_brk(ttype, ...) tst_brk_(__FILE__, __LINE__, (ttype), __VA_ARGS__)
void tst_brk_(const char *file, int line, int ttype, const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* The bytes at buf as lines of hexadecimal numbers. */
#define tst_res_hexd(ttype, buf, size, ...) tst_res_hexd_(__FILE__, __LINE__, (ttype), buf, size, __VA_ARGS__)
void tst_res_hexd_(const char *file, int line, int ttype, const void *buf, size_t size, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));

void tst_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

const char *tst_strerrno(int err);
const char *tst_strsig(int sig);
/* "exited with 3", "killed by SIGKILL" … of a wait status. */
const char *tst_strstatus(int status);

#endif
