// SPDX-License-Identifier: GPL-2.0-or-later
/* Numbers, percent encoding, names of errors: everything that stdio would be too large for. */
#include "init.h"

#include <errno.h>
#include <time.h>

/* Writes value in decimal, without an end mark, and returns its length (at most 20). */
size_t decimal(char *to, unsigned long value)
{
	char digits[20];
	size_t count = 0;

	do {
		digits[count++] = (char)('0' + value % 10);
		value /= 10;
	} while (value != 0);
	for (size_t i = 0; i < count; i++)
		to[i] = digits[count - 1 - i];
	return count;
}

/* Reads digits of base 8 or 10 and moves *text behind them. False without a digit or when too large. */
bool parse_number(const char **text, unsigned base, unsigned long *value)
{
	const char *at = *text;
	unsigned long sum = 0;

	for (; *at >= '0' && *at < (char)('0' + base); at++) {
		if (sum > (~0UL >> 8) / base)
			return false;
		sum = sum * base + (unsigned long)(*at - '0');
	}
	if (at == *text)
		return false;
	*text = at;
	*value = sum;
	return true;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decodes %XX in place. False for a broken or a zero byte, which no C string can hold. */
bool percent_decode(char *text)
{
	char *to = text;

	for (; *text != '\0'; text++, to++) {
		if (*text != '%') {
			*to = *text;
			continue;
		}
		int high = hex_digit(text[1]);
		int low = high < 0 ? -1 : hex_digit(text[2]);
		if (low < 0 || (high | low) == 0)
			return false;
		*to = (char)(high << 4 | low);
		text += 2;
	}
	*to = '\0';
	return true;
}

/* The name of an error that setting up can meet, or NULL. strerror() would cost 2 KB of texts. */
const char *error_name(int error)
{
	static const struct {
		int error;
		char name[14];
	} names[] = {
		{ ENOENT, "ENOENT" },   { ENOEXEC, "ENOEXEC" },     { EACCES, "EACCES" }, { ENOMEM, "ENOMEM" },
		{ E2BIG, "E2BIG" },     { ENOTDIR, "ENOTDIR" },     { EISDIR, "EISDIR" }, { ENODEV, "ENODEV" },
		{ EBUSY, "EBUSY" },     { EPERM, "EPERM" },         { EINVAL, "EINVAL" }, { ENOSPC, "ENOSPC" },
		{ EAGAIN, "EAGAIN" },   { ELOOP, "ELOOP" },         { ENOSYS, "ENOSYS" }, { EIO, "EIO" },
		{ ETXTBSY, "ETXTBSY" }, { ENAMETOOLONG, "ENAMETOOLONG" },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (names[i].error == error)
			return names[i].name;
	return NULL;
}

unsigned long milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (unsigned long)now.tv_sec * 1000 + (unsigned long)now.tv_nsec / 1000000;
}
