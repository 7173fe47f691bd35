// SPDX-License-Identifier: GPL-2.0-or-later
/* The judges behind TST_EXP_*(): each reports one result and returns whether it passed. */
#include "lib.h"

long TST_RET;
int TST_ERR;
int TST_PASS;
void *TST_RET_PTR;

#define TEXT_BYTES 256

/* The check's own text, or the call as it stands in the source. Formats begin with a blank, see tst_test_macros.h. */
static const char *name_of(char *text, const struct tst_exp *exp, const char *fmt, va_list ap)
{
	if (fmt[0] == ' ' && fmt[1])
		vsnprintf(text, TEXT_BYTES, fmt + 1, ap);
	else
		copy_text(text, TEXT_BYTES, exp->call);
	return text;
}

#define NAME_OF(text)                          \
	do {                                   \
		va_list ap;                    \
		va_start(ap, fmt);             \
		name_of(text, exp, fmt, ap);   \
		va_end(ap);                    \
	} while (0)

static int failed(const struct tst_exp *exp, int ttype, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
static int failed(const struct tst_exp *exp, int ttype, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vres(exp->file, exp->line, TFAIL | ttype, fmt, ap);
	va_end(ap);
	return 0;
}

static int passed(const struct tst_exp *exp, int ttype, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
static int passed(const struct tst_exp *exp, int ttype, const char *fmt, ...)
{
	va_list ap;

	if (exp->flags & TST_EXP_SILENT_)
		return 1;
	va_start(ap, fmt);
	vres(exp->file, exp->line, TPASS | ttype, fmt, ap);
	va_end(ap);
	return 1;
}

static bool is_failure(const struct tst_exp *exp)
{
	if (!(exp->flags & TST_EXP_IS_PTR))
		return TST_RET == -1;
	return TST_RET_PTR == (exp->flags & TST_EXP_NULL ? NULL : (void *)-1);
}

int tst_exp_pass_(const struct tst_exp *exp, const char *fmt, ...)
{
	char name[TEXT_BYTES];

	NAME_OF(name);
	if (is_failure(exp))
		return failed(exp, TTERRNO, "%s failed, expected success", name);
	if ((exp->flags & TST_EXP_ZERO) && TST_RET != 0)
		return failed(exp, 0, "%s: expected 0, got %ld", name, TST_RET);
	if (exp->flags & TST_EXP_IS_PTR)
		return passed(exp, 0, "%s returned %p", name, TST_RET_PTR);
	return passed(exp, 0, "%s passed", name);
}

int tst_exp_positive_(const struct tst_exp *exp, const char *fmt, ...)
{
	const char *what = exp->flags & TST_EXP_FD_ ? "a descriptor" : exp->flags & TST_EXP_PID_ ? "a pid" : "a value";
	char name[TEXT_BYTES];

	NAME_OF(name);
	if (TST_RET == -1)
		return failed(exp, TTERRNO, "%s failed, expected %s", name, what);
	if (TST_RET < 0)
		return failed(exp, 0, "%s: expected %s, got %ld", name, what, TST_RET);
	return passed(exp, 0, "%s returned %s, %ld", name, what, TST_RET);
}

int tst_exp_val_(const struct tst_exp *exp, long val, const char *val_text, const char *fmt, ...)
{
	char name[TEXT_BYTES];

	NAME_OF(name);
	if (TST_RET == val)
		return passed(exp, 0, "%s returned %ld", name, val);
	if (TST_RET == -1)
		return failed(exp, TTERRNO, "%s failed, expected %s (%ld)", name, val_text, val);
	return failed(exp, 0, "%s: expected %s (%ld), got %ld", name, val_text, val, TST_RET);
}

static const char *list_errors(char *text, size_t size, const int *errs, int count)
{
	size_t at = 0;

	text[0] = '\0';
	for (int i = 0; i < count && at < size; i++)
		at += snprintf(text + at, size - at, "%s%s (%d)", i ? " or " : "", tst_strerrno(errs[i]), errs[i]);
	return text;
}

int tst_exp_fail_(const struct tst_exp *exp, const int *errs, int count, const char *fmt, ...)
{
	char name[TEXT_BYTES], wanted[128];

	NAME_OF(name);
	list_errors(wanted, sizeof(wanted), errs, count);
	if (!is_failure(exp)) {
		if (exp->flags & TST_EXP_IS_PTR)
			return failed(exp, 0, "%s succeeded with %p, expected %s", name, TST_RET_PTR, wanted);
		return failed(exp, 0, "%s %s with %ld, expected %s", name,
			      TST_RET == 0 || !(exp->flags & TST_EXP_ZERO) ? "succeeded" : "returned", TST_RET, wanted);
	}
	for (int i = 0; i < count; i++) {
		if (TST_ERR == errs[i])
			return passed(exp, TTERRNO, "%s", name);
	}
	return failed(exp, 0, "%s: expected %s, got %s (%d)", name, wanted, tst_strerrno(TST_ERR), TST_ERR);
}

int tst_exp_or_fail_(const struct tst_exp *exp, int err, const char *fmt, ...)
{
	char name[TEXT_BYTES];

	NAME_OF(name);
	if (err)
		return tst_exp_fail_(exp, &err, 1, " %s", name);
	if (exp->flags & TST_EXP_FD_)
		return tst_exp_positive_(exp, " %s", name);
	return tst_exp_pass_(exp, " %s", name);
}

int tst_exp_expr_(const struct tst_exp *exp, int value, const char *fmt, ...)
{
	char name[TEXT_BYTES];

	NAME_OF(name);
	if (value)
		return passed(exp, 0, "%s", name);
	if (fmt[0] == ' ' && fmt[1])
		return failed(exp, 0, "%s: expected %s to be true", name, exp->call);
	return failed(exp, 0, "expected %s to be true", name);
}

int tst_exp_eq_(const struct tst_exp *exp, const char *other, int is_signed, unsigned long long a, unsigned long long b)
{
	if (a == b && is_signed)
		return passed(exp, 0, "%s == %s (%lld)", exp->call, other, (long long)a);
	if (a == b)
		return passed(exp, 0, "%s == %s (%llu)", exp->call, other, a);
	if (is_signed)
		return failed(exp, 0, "%s: expected %s (%lld), got %lld", exp->call, other, (long long)b, (long long)a);
	return failed(exp, 0, "%s: expected %s (%llu), got %llu", exp->call, other, b, a);
}

int tst_exp_eq_str_(const struct tst_exp *exp, const char *other, const char *a, const char *b)
{
	if (a && b && strcmp(a, b) == 0)
		return passed(exp, 0, "%s == %s (%s)", exp->call, other, a);
	return failed(exp, 0, "%s: expected %s (%s), got %s", exp->call, other, b ? b : "NULL", a ? a : "NULL");
}
