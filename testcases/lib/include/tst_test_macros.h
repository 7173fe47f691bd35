// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * TEST() and the TST_EXP_*() checks: one line of a test makes a call and reports one result that says what was expected
 * and what came. What all forms share lives in exp.c; here a form only says how its call is made and judged.
 *
 * All take a format and values after the listed arguments, which then name the check in place of the call's own text.
 * TST_PASS says afterwards whether the last check passed.
 */
#ifndef TST_TEST_MACROS_H
#define TST_TEST_MACROS_H

#include <errno.h>
#include <stddef.h>
#include <sys/types.h>

extern long TST_RET;
extern int TST_ERR;
extern int TST_PASS;
extern void *TST_RET_PTR;

#define TEST(SCALL)              \
	do {                     \
		errno = 0;       \
		TST_RET = SCALL; \
		TST_ERR = errno; \
	} while (0)

#define TEST_VOID(SCALL)         \
	do {                     \
		errno = 0;       \
		SCALL;           \
		TST_ERR = errno; \
	} while (0)

#define TESTPTR(SCALL)                      \
	do {                                \
		errno = 0;                  \
		TST_RET_PTR = (void *)SCALL; \
		TST_ERR = errno;            \
	} while (0)

enum tst_exp_flags {
	TST_EXP_LOUD = 0,
	TST_EXP_SILENT_ = 1, /* no result when it passed */
	TST_EXP_IS_PTR = 2,  /* the value is TST_RET_PTR */
	TST_EXP_NULL = 4,    /* a pointer's failure is NULL, else (void *)-1 */
	TST_EXP_FD_ = 8,     /* a descriptor: 0 and above */
	TST_EXP_PID_ = 16,
	TST_EXP_ZERO = 32,   /* success is 0, not merely anything but -1 */
};

struct tst_exp {
	const char *file;
	int line;
	int flags;
	const char *call; /* its source text */
};

#define TST_EXP_AT_(FLAGS, SCALL) (&(const struct tst_exp){__FILE__, __LINE__, FLAGS, SCALL})

/* Formats begin with a blank so that an absent one is no empty format; the functions skip it. */
#define TST_EXP_FMT_ __attribute__((format(printf, 2, 3)))
#define TST_EXP_FMT(n) __attribute__((format(printf, n, n + 1)))

int tst_exp_pass_(const struct tst_exp *exp, const char *fmt, ...) TST_EXP_FMT_;
int tst_exp_positive_(const struct tst_exp *exp, const char *fmt, ...) TST_EXP_FMT_;
int tst_exp_val_(const struct tst_exp *exp, long val, const char *val_text, const char *fmt, ...) TST_EXP_FMT(4);
int tst_exp_fail_(const struct tst_exp *exp, const int *errs, int count, const char *fmt, ...) TST_EXP_FMT(4);
int tst_exp_or_fail_(const struct tst_exp *exp, int err, const char *fmt, ...) TST_EXP_FMT(3);
int tst_exp_expr_(const struct tst_exp *exp, int value, const char *fmt, ...) TST_EXP_FMT(3);
int tst_exp_eq_(const struct tst_exp *exp, const char *other, int is_signed, unsigned long long a,
		unsigned long long b);
int tst_exp_eq_str_(const struct tst_exp *exp, const char *other, const char *a, const char *b);

#define TST_EXP_DO_(CALL)             \
	do {                          \
		TST_PASS = 0;         \
		TST_PASS = CALL;      \
	} while (0)

#define TST_EXP_CALL_(FUNC, FLAGS, SCALL, TEXT, ...)                                  \
	do {                                                                          \
		TEST(SCALL);                                                          \
		TST_EXP_DO_(FUNC(TST_EXP_AT_(FLAGS, TEXT), __VA_ARGS__));             \
	} while (0)

/* As an expression with the call's value. */
#define TST_EXP_VALUE_(FUNC, FLAGS, SCALL, TEXT, ...)                                 \
	({                                                                            \
		TST_EXP_CALL_(FUNC, FLAGS, SCALL, TEXT, __VA_ARGS__);                 \
		TST_RET;                                                              \
	})

#define TST_EXP_CALLPTR_(FUNC, FLAGS, SCALL, TEXT, ...)                               \
	do {                                                                          \
		TESTPTR(SCALL);                                                       \
		TST_EXP_DO_(FUNC(TST_EXP_AT_((FLAGS) | TST_EXP_IS_PTR, TEXT), __VA_ARGS__)); \
	} while (0)

/* --- the call must succeed ------------------------------------------------------------------------------------- */

#define TST_EXP_PASS(SCALL, ...) TST_EXP_CALL_(tst_exp_pass_, TST_EXP_ZERO, SCALL, #SCALL, " " __VA_ARGS__)
#define TST_EXP_PASS_SILENT(SCALL, ...) \
	TST_EXP_CALL_(tst_exp_pass_, TST_EXP_ZERO | TST_EXP_SILENT_, SCALL, #SCALL, " " __VA_ARGS__)
#define TST_EXP_PASS_PTR_VOID(SCALL, ...) TST_EXP_CALLPTR_(tst_exp_pass_, 0, SCALL, #SCALL, " " __VA_ARGS__)
#define TST_EXP_PASS_SILENT_PTR_VOID(SCALL, ...) \
	TST_EXP_CALLPTR_(tst_exp_pass_, TST_EXP_SILENT_, SCALL, #SCALL, " " __VA_ARGS__)
#define TST_EXP_PASS_PTR_NULL(SCALL, ...) \
	TST_EXP_CALLPTR_(tst_exp_pass_, TST_EXP_NULL, SCALL, #SCALL, " " __VA_ARGS__)

/* The value is 0 or above: a count, a descriptor, a process. */
#define TST_EXP_POSITIVE(SCALL, ...) TST_EXP_VALUE_(tst_exp_positive_, 0, SCALL, #SCALL, " " __VA_ARGS__)
#define TST_EXP_POSITIVE_SILENT(SCALL, ...) \
	TST_EXP_VALUE_(tst_exp_positive_, TST_EXP_SILENT_, SCALL, #SCALL, " " __VA_ARGS__)
#define TST_EXP_FD(SCALL, ...) TST_EXP_VALUE_(tst_exp_positive_, TST_EXP_FD_, SCALL, #SCALL, " " __VA_ARGS__)
#define TST_EXP_FD_SILENT(SCALL, ...) \
	TST_EXP_VALUE_(tst_exp_positive_, TST_EXP_FD_ | TST_EXP_SILENT_, SCALL, #SCALL, " " __VA_ARGS__)
#define TST_EXP_PID(SCALL, ...) TST_EXP_VALUE_(tst_exp_positive_, TST_EXP_PID_, SCALL, #SCALL, " " __VA_ARGS__)
#define TST_EXP_PID_SILENT(SCALL, ...) \
	TST_EXP_VALUE_(tst_exp_positive_, TST_EXP_PID_ | TST_EXP_SILENT_, SCALL, #SCALL, " " __VA_ARGS__)

/* The value is exactly VAL. */
#define TST_EXP_VAL(SCALL, VAL, ...) TST_EXP_CALL_(tst_exp_val_, 0, SCALL, #SCALL, VAL, #VAL, " " __VA_ARGS__)
#define TST_EXP_VAL_SILENT(SCALL, VAL, ...) \
	TST_EXP_CALL_(tst_exp_val_, TST_EXP_SILENT_, SCALL, #SCALL, VAL, #VAL, " " __VA_ARGS__)

/* Success when ERRNO is 0, else that failure. */
#define TST_EXP_PASS_OR_FAIL(SCALL, ERRNO, ...) \
	TST_EXP_CALL_(tst_exp_or_fail_, TST_EXP_ZERO, SCALL, #SCALL, ERRNO, " " __VA_ARGS__)
#define TST_EXP_FD_OR_FAIL(SCALL, ERRNO, ...) \
	TST_EXP_VALUE_(tst_exp_or_fail_, TST_EXP_FD_, SCALL, #SCALL, ERRNO, " " __VA_ARGS__)

/* --- the call must fail ---------------------------------------------------------------------------------------- */

#define TST_EXP_ONE_(ERR) ((const int[]){ERR}), 1

#define TST_EXP_FAIL(SCALL, EXP_ERR, ...) \
	TST_EXP_CALL_(tst_exp_fail_, TST_EXP_ZERO, SCALL, #SCALL, TST_EXP_ONE_(EXP_ERR), " " __VA_ARGS__)
#define TST_EXP_FAIL_SILENT(SCALL, EXP_ERR, ...)                                       \
	TST_EXP_CALL_(tst_exp_fail_, TST_EXP_ZERO | TST_EXP_SILENT_, SCALL, #SCALL,     \
		      TST_EXP_ONE_(EXP_ERR), " " __VA_ARGS__)
#define TST_EXP_FAIL_ARR(SCALL, EXP_ERRS, EXP_ERRS_CNT, ...) \
	TST_EXP_CALL_(tst_exp_fail_, TST_EXP_ZERO, SCALL, #SCALL, EXP_ERRS, EXP_ERRS_CNT, " " __VA_ARGS__)
/* For calls whose success is any value from 0 up. */
#define TST_EXP_FAIL2(SCALL, EXP_ERR, ...) \
	TST_EXP_CALL_(tst_exp_fail_, 0, SCALL, #SCALL, TST_EXP_ONE_(EXP_ERR), " " __VA_ARGS__)
#define TST_EXP_FAIL2_SILENT(SCALL, EXP_ERR, ...) \
	TST_EXP_CALL_(tst_exp_fail_, TST_EXP_SILENT_, SCALL, #SCALL, TST_EXP_ONE_(EXP_ERR), " " __VA_ARGS__)
#define TST_EXP_FAIL2_ARR(SCALL, EXP_ERRS, EXP_ERRS_CNT, ...) \
	TST_EXP_CALL_(tst_exp_fail_, 0, SCALL, #SCALL, EXP_ERRS, EXP_ERRS_CNT, " " __VA_ARGS__)
#define TST_EXP_FAIL_PTR_NULL(SCALL, EXP_ERR, ...) \
	TST_EXP_CALLPTR_(tst_exp_fail_, TST_EXP_NULL, SCALL, #SCALL, TST_EXP_ONE_(EXP_ERR), " " __VA_ARGS__)
#define TST_EXP_FAIL_PTR_NULL_ARR(SCALL, EXP_ERRS, EXP_ERRS_CNT, ...) \
	TST_EXP_CALLPTR_(tst_exp_fail_, TST_EXP_NULL, SCALL, #SCALL, EXP_ERRS, EXP_ERRS_CNT, " " __VA_ARGS__)
#define TST_EXP_FAIL_PTR_VOID(SCALL, EXP_ERR, ...) \
	TST_EXP_CALLPTR_(tst_exp_fail_, 0, SCALL, #SCALL, TST_EXP_ONE_(EXP_ERR), " " __VA_ARGS__)
#define TST_EXP_FAIL_PTR_VOID_ARR(SCALL, EXP_ERRS, EXP_ERRS_CNT, ...) \
	TST_EXP_CALLPTR_(tst_exp_fail_, 0, SCALL, #SCALL, EXP_ERRS, EXP_ERRS_CNT, " " __VA_ARGS__)

/* --- values ---------------------------------------------------------------------------------------------------- */

#define TST_EXP_EXPR(EXPR, ...) \
	TST_EXP_DO_(tst_exp_expr_(TST_EXP_AT_(0, #EXPR), !!(EXPR), " " __VA_ARGS__))
#define TST_EXP_EXPR_SILENT(EXPR, ...) \
	TST_EXP_DO_(tst_exp_expr_(TST_EXP_AT_(TST_EXP_SILENT_, #EXPR), !!(EXPR), " " __VA_ARGS__))

#define TST_EXP_EQ_(A, B, TEXT_A, TEXT_B, TYPE, SIGNED, FLAGS)                         \
	do {                                                                           \
		TYPE tst_a_ = (A), tst_b_ = (B);                                       \
		TST_EXP_DO_(tst_exp_eq_(TST_EXP_AT_(FLAGS, TEXT_A), TEXT_B, SIGNED,    \
					(unsigned long long)tst_a_, (unsigned long long)tst_b_)); \
	} while (0)

#define TST_EXP_EQ_LI(VAL_A, VAL_B) TST_EXP_EQ_(VAL_A, VAL_B, #VAL_A, #VAL_B, long long, 1, 0)
#define TST_EXP_EQ_LU(VAL_A, VAL_B) TST_EXP_EQ_(VAL_A, VAL_B, #VAL_A, #VAL_B, unsigned long long, 0, 0)
#define TST_EXP_EQ_SZ(VAL_A, VAL_B) TST_EXP_EQ_(VAL_A, VAL_B, #VAL_A, #VAL_B, size_t, 0, 0)
#define TST_EXP_EQ_SSZ(VAL_A, VAL_B) TST_EXP_EQ_(VAL_A, VAL_B, #VAL_A, #VAL_B, ssize_t, 1, 0)
#define TST_EXP_EQ_LI_SILENT(VAL_A, VAL_B) \
	TST_EXP_EQ_(VAL_A, VAL_B, #VAL_A, #VAL_B, long long, 1, TST_EXP_SILENT_)
#define TST_EXP_EQ_LU_SILENT(VAL_A, VAL_B) \
	TST_EXP_EQ_(VAL_A, VAL_B, #VAL_A, #VAL_B, unsigned long long, 0, TST_EXP_SILENT_)
#define TST_EXP_EQ_SZ_SILENT(VAL_A, VAL_B) \
	TST_EXP_EQ_(VAL_A, VAL_B, #VAL_A, #VAL_B, size_t, 0, TST_EXP_SILENT_)
#define TST_EXP_EQ_SSZ_SILENT(VAL_A, VAL_B) \
	TST_EXP_EQ_(VAL_A, VAL_B, #VAL_A, #VAL_B, ssize_t, 1, TST_EXP_SILENT_)
#define TST_EXP_EQ_STR(STR_A, STR_B) \
	TST_EXP_DO_(tst_exp_eq_str_(TST_EXP_AT_(0, #STR_A), #STR_B, STR_A, STR_B))
#define TST_EXP_EQ_STR_SILENT(STR_A, STR_B) \
	TST_EXP_DO_(tst_exp_eq_str_(TST_EXP_AT_(TST_EXP_SILENT_, #STR_A), #STR_B, STR_A, STR_B))

#endif
