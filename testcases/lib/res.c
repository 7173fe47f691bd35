// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * tst_res() and tst_brk(): a result becomes one line `<kind> <pid> <place>\t<text>` and one write(2) into the pipe to
 * the library process. Nothing here takes a lock or allocates: it works in vfork children and signal handlers too.
 */
#include "lib.h"

#include <sys/syscall.h>

/* Appends text with control characters written as \xNN: a result is always one line. */
static size_t append_clean(char *to, size_t at, size_t size, const char *text)
{
	static const char digits[] = "0123456789abcdef";

	for (; *text; text++) {
		unsigned char c = *text;

		if (c >= 0x20 && c != 0x7f) {
			if (at + 1 >= size)
				break;
			to[at++] = c;
		} else {
			if (at + 4 >= size)
				break;
			to[at++] = '\\';
			to[at++] = 'x';
			to[at++] = digits[c >> 4];
			to[at++] = digits[c & 15];
		}
	}
	if (*text && at >= 3) { /* cut: say so, on the border of a UTF-8 character */
		at -= 3;
		while (at > 0 && ((unsigned char)to[at] & 0xc0) == 0x80)
			at--;
		memcpy(to + at, "...", 3);
		at += 3;
	}
	to[at] = '\0';
	return at;
}

static bool write_all(int fd, const char *text, size_t len)
{
	long ret;

	do
		ret = syscall(SYS_write, fd, text, len);
	while (ret < 0 && errno == EINTR);
	return ret == (long)len;
}

static void write_record(const char *text, size_t len)
{
	char path[48];
	int fd;

	if (write_all(lib.report_fd, text, len))
		return;
	/* The test has closed all descriptors: by way of the library process the pipe can be opened again. */
	snprintf(path, sizeof(path), "/proc/%d/fd/%d", lib.lib_pid, lib.lib_report_fd);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || !write_all(fd, text, len))
		_exit(TBROK); /* the library process sees an end without a record, and says so */
	if (getpid() == lib.pid)
		lib.report_fd = move_fd(fd);
	else
		close(fd); /* a vfork child has descriptors of its own, but our variables */
}

static void send_line(char *line, size_t len)
{
	if (lib.role == ROLE_LIBRARY) {
		tap_record(line);
		return;
	}
	line[len++] = '\n';
	if (lib.role == ROLE_NONE)
		(void)!write(STDERR_FILENO, line, len); /* a program of its own without tst_reinit() */
	else
		write_record(line, len);
}

void record_send(enum record_kind kind, const char *fmt, ...)
{
	char line[RECORD_BYTES + 2];
	int saved = errno;
	size_t len = snprintf(line, sizeof(line), "%c %d ", kind, getpid());
	va_list ap;

	va_start(ap, fmt);
	len += vsnprintf(line + len, sizeof(line) - len - 1, fmt, ap);
	va_end(ap);
	send_line(line, MIN(len, (size_t)RECORD_BYTES));
	errno = saved;
}

const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static enum record_kind kind_of(int ttype)
{
	switch (TTYPE_RESULT(ttype)) {
	case TPASS:
		return RECORD_PASS;
	case TFAIL:
		return RECORD_FAIL;
	case TBROK:
		return RECORD_BROK;
	case TWARN:
		return RECORD_WARN;
	case TCONF:
		return RECORD_SKIP;
	default:
		return RECORD_INFO;
	}
}

static void report(enum record_kind kind, const char *file, int line, int ttype, const char *fmt, va_list ap)
{
	char text[RECORD_BYTES], record[RECORD_BYTES + 2];
	const int saved = errno;
	size_t len, at;
	int err = -1;

	if (ttype & TERRNO)
		err = saved;
	else if (ttype & TTERRNO)
		err = TST_ERR;
	else if (ttype & TRERRNO)
		err = abs((int)TST_RET);
	len = vsnprintf(text, sizeof(text), fmt, ap);
	if (len < sizeof(text) && err >= 0)
		snprintf(text + len, sizeof(text) - len, ": %s (%d)", tst_strerrno(err), err);
	at = snprintf(record, sizeof(record), "%c %d %.40s:%d\t", kind, getpid(), base_name(file), line);
	if (TTYPE_RESULT(ttype) == TWARN)
		at = append_clean(record, at, RECORD_BYTES, "TWARN: ");
	else if (TTYPE_RESULT(ttype) == TINFO)
		at = append_clean(record, at, RECORD_BYTES, "TINFO: ");
	else if (TTYPE_RESULT(ttype) == TDEBUG)
		at = append_clean(record, at, RECORD_BYTES, "TDEBUG: ");
	at = append_clean(record, at, RECORD_BYTES, text);
	if (kind != RECORD_INFO && lib.shared)
		__atomic_fetch_add(&lib.shared->results, 1, __ATOMIC_SEQ_CST);
	send_line(record, at);
	errno = saved;
}

void vres(const char *file, int line, int ttype, const char *fmt, va_list ap)
{
	report(kind_of(ttype), file, line, ttype, fmt, ap);
}

/* Ends this image, or the vfork child or clone that uses its memory. */
void end_image(int code)
{
	if (getpid() != lib.pid)
		_exit(code);
	if (lib.role == ROLE_LIBRARY) {
		run_cleanup();
		_exit(tap_close());
	}
	if (lib.role == ROLE_TEST) {
		run_cleanup();
		record_send(RECORD_END, "code %d", code);
	}
	exit(code);
}

void vbrk(const char *file, int line, int ttype, const char *fmt, va_list ap)
{
	if (lib.in_cleanup && getpid() == lib.pid) {
		report(RECORD_WARN, file, line, (ttype & ~TTYPE_MASK) | TWARN, fmt, ap);
		return;
	}
	report(TTYPE_RESULT(ttype) == TCONF ? RECORD_BRK_SKIP : kind_of(ttype), file, line, ttype, fmt, ap);
	end_image(TTYPE_RESULT(ttype));
}

void tst_res_(const char *file, int line, int ttype, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vres(file, line, ttype, fmt, ap);
	va_end(ap);
}

void tst_brk_(const char *file, int line, int ttype, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vbrk(file, line, ttype, fmt, ap);
	va_end(ap);
}

void tst_res_hexd_(const char *file, int line, int ttype, const void *buf, size_t size, const char *fmt, ...)
{
	const unsigned char *byte = buf;
	char text[16 * 3 + 1];
	va_list ap;

	va_start(ap, fmt);
	vres(file, line, ttype, fmt, ap);
	va_end(ap);
	for (size_t i = 0; i < size; i += 16) {
		size_t at = 0;

		for (size_t k = i; k < size && k < i + 16; k++)
			at += snprintf(text + at, sizeof(text) - at, "%02x ", byte[k]);
		tst_res_(file, line, TINFO, "%05zx: %s", i, text);
	}
}

void tst_printf(const char *fmt, ...)
{
	char text[512];
	va_list ap;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (len > 0)
		(void)!write(STDERR_FILENO, text, MIN((size_t)len, sizeof(text) - 1));
}

void tst_flush(void)
{
	fflush(stderr);
	fflush(stdout);
}
