// SPDX-License-Identifier: GPL-2.0-or-later
/* What SAFE_*() macros need beyond "make the call, TBROK if it failed". */
#include "lib.h"
#include "tst_safe_pthread.h"
#include "tst_safe_stdio.h"
#include "tst_safe_sysv_ipc.h"

void tst_safe_failed(const char *file, int line, const char *call)
{
	tst_brk_(file, line, TBROK | TERRNO, "%s failed", call);
}

void tst_safe_failed_err(const char *file, int line, const char *call, int err)
{
	tst_brk_(file, line, TBROK, "%s failed: %s (%d)", call, tst_strerrno(err), err);
}

void tst_safe_ipc_failed(const char *file, int line, const char *call)
{
	tst_brk_(file, line, (errno == ENOSYS ? TCONF : TBROK) | TERRNO, "%s failed", call);
}

/* TBROK when the call failed, or when all n bytes had to go and did not. */
static ssize_t check_io(const char *file, int line, const char *call, ssize_t ret, bool strict, size_t n)
{
	if (ret < 0)
		tst_brk_(file, line, TBROK | TERRNO, "%s of %zu bytes failed", call, n);
	else if (strict && (size_t)ret != n)
		tst_brk_(file, line, TBROK, "%s: %zd bytes of %zu", call, ret, n);
	return ret;
}

static size_t iov_bytes(const struct iovec *iov, int cnt)
{
	size_t sum = 0;

	for (int i = 0; i < cnt; i++)
		sum += iov[i].iov_len;
	return sum;
}

ssize_t tst_safe_read(const char *file, int line, char strict, int fd, void *buf, size_t n)
{
	return check_io(file, line, "read()", read(fd, buf, n), strict, n);
}

ssize_t tst_safe_pread(const char *file, int line, char strict, int fd, void *buf, size_t n, off_t off)
{
	return check_io(file, line, "pread()", pread(fd, buf, n, off), strict, n);
}

ssize_t tst_safe_write(const char *file, int line, enum safe_write_opts opt, int fd, const void *buf, size_t n)
{
	const char *at = buf;
	size_t left = n;

	if (opt != SAFE_WRITE_RETRY)
		return check_io(file, line, "write()", write(fd, buf, n), opt == SAFE_WRITE_ALL, n);
	while (left > 0) {
		ssize_t ret = write(fd, at, left);

		if (ret < 0)
			return check_io(file, line, "write()", ret, true, left);
		at += ret;
		left -= ret;
	}
	return n;
}

ssize_t tst_safe_pwrite(const char *file, int line, char strict, int fd, const void *buf, size_t n, off_t off)
{
	return check_io(file, line, "pwrite()", pwrite(fd, buf, n, off), strict, n);
}

ssize_t tst_safe_writev(const char *file, int line, char strict, int fd, const struct iovec *iov, int cnt)
{
	return check_io(file, line, "writev()", writev(fd, iov, cnt), strict, iov_bytes(iov, cnt));
}

ssize_t tst_safe_readv(const char *file, int line, char strict, int fd, const struct iovec *iov, int cnt)
{
	return check_io(file, line, "readv()", readv(fd, iov, cnt), strict, iov_bytes(iov, cnt));
}

size_t tst_safe_fread(const char *file, int line, void *buf, size_t size, size_t n, FILE *stream)
{
	size_t ret = fread(buf, size, n, stream);

	if (ferror(stream))
		tst_brk_(file, line, TBROK | TERRNO, "fread() of %zu * %zu bytes failed", size, n);
	return ret;
}

size_t tst_safe_fwrite(const char *file, int line, const void *buf, size_t size, size_t n, FILE *stream)
{
	size_t ret = fwrite(buf, size, n, stream);

	if (ret != n)
		tst_brk_(file, line, TBROK | TERRNO, "fwrite() of %zu * %zu bytes failed", size, n);
	return ret;
}

int tst_safe_xattr(const char *file, int line, const char *call, int ret)
{
	if (ret < 0)
		tst_brk_(file, line, (errno == EOPNOTSUPP || errno == ENOSYS ? TCONF : TBROK) | TERRNO, "%s failed",
			 call);
	return ret;
}

void tst_safe_unshare(const char *file, int line, int flags)
{
	if (unshare(flags) < 0)
		tst_brk_(file, line, (errno == EINVAL || errno == ENOSYS ? TCONF : TBROK) | TERRNO,
			 "unshare(0x%x) failed", flags);
}

int tst_safe_mount(const char *file, int line, const char *source, const char *target, const char *type,
		   unsigned long flags, const void *data)
{
	int ret = mount(source, target, type, flags, data);

	if (ret < 0)
		tst_brk_(file, line, (errno == ENODEV ? TCONF : TBROK) | TERRNO, "mount(%s, %s, %s, 0x%lx) failed",
			 source, target, type, flags);
	return ret;
}

int tst_safe_umount(const char *file, int line, const char *target)
{
	int ret = tst_umount(target);

	if (ret < 0)
		tst_brk_(file, line, TBROK | TERRNO, "umount(%s) failed", target);
	return ret;
}

int tst_safe_pthread_create(const char *file, int line, pthread_t *thread, const pthread_attr_t *attr,
			    void *(*func)(void *), void *arg)
{
	pthread_attr_t small;
	int err;

	if (!attr) {
		pthread_attr_init(&small);
		pthread_attr_setstacksize(&small, TST_THREAD_STACK);
	}
	err = pthread_create(thread, attr ? attr : &small, func, arg);
	if (err)
		tst_safe_failed_err(file, line, "pthread_create()", err);
	return err;
}

static void bad_number(const char *file, int line, const char *str)
{
	tst_brk_(file, line, TBROK, "'%s' is no number, or out of range", str);
}

long tst_safe_strtol(const char *file, int line, const char *str, long min, long max)
{
	char *end;
	long value;

	errno = 0;
	value = strtol(str, &end, 10);
	if (errno || end == str || (*end && *end != '\n') || value < min || value > max)
		bad_number(file, line, str);
	return value;
}

unsigned long tst_safe_strtoul(const char *file, int line, const char *str, unsigned long min, unsigned long max)
{
	unsigned long value;
	char *end;

	errno = 0;
	value = strtoul(str, &end, 10);
	if (errno || end == str || (*end && *end != '\n') || value < min || value > max)
		bad_number(file, line, str);
	return value;
}

float tst_safe_strtof(const char *file, int line, const char *str, float min, float max)
{
	float value;
	char *end;

	errno = 0;
	value = strtof(str, &end);
	if (errno || end == str || (*end && *end != '\n') || value < min || value > max)
		bad_number(file, line, str);
	return value;
}

/* The smallest key that neither a queue, a semaphore set nor a segment has. */
key_t tst_ipc_key_(const char *file, int line)
{
	static unsigned int calls;

	for (unsigned int i = 0; i < 1000; i++) {
		key_t key = 0x4c000000 + (getpid() & 0xffff) * 64 + (calls++ & 63);

		if (msgget(key, 0) < 0 && semget(key, 0, 0) < 0 && shmget(key, 0, 0) < 0)
			return key;
	}
	tst_brk_(file, line, TBROK, "no free System V IPC key");
	return -1;
}

int tst_safe_sscanf(const char *file, int line, const char *buffer, const char *format, ...)
{
	int wanted = 0, found;
	va_list ap;

	for (const char *at = format; *at; at++) {
		if (*at != '%')
			continue;
		if (at[1] == '%' || at[1] == '*') {
			at++;
			continue;
		}
		wanted++;
	}
	va_start(ap, format);
	found = vsscanf(buffer, format, ap);
	va_end(ap);
	if (found != wanted)
		tst_brk_(file, line, TBROK, "found %d of %d fields of \"%s\" in \"%s\"", found, wanted, format, buffer);
	return found;
}
