// SPDX-License-Identifier: GPL-2.0-or-later
/* tst_safe_calls.h. */
#include "lib.h"
#include "tst_safe_calls.h"

#include <sys/mman.h>

static int checked(const char *file, int line, const char *call, int ret)
{
	if (ret < 0)
		tst_safe_failed(file, line, call);
	return ret;
}

int safe_open(const char *file, int line, void (*cleanup)(void), const char *path, int flags, ...)
{
	mode_t mode = 0;
	int fd;

	(void)cleanup;
	if (flags & (O_CREAT | O_TMPFILE)) {
		va_list ap;

		va_start(ap, flags);
		mode = va_arg(ap, int);
		va_end(ap);
	}
	fd = open(path, flags, mode);
	if (fd < 0)
		tst_brk_(file, line, TBROK | TERRNO, "open(%s, %#x) failed", path, (unsigned int)flags);
	return fd;
}

int safe_close(const char *file, int line, void (*cleanup)(void), int fd)
{
	(void)cleanup;
	return checked(file, line, "close()", close(fd));
}

ssize_t safe_read(const char *file, int line, void (*cleanup)(void), char strict, int fd, void *buf, size_t n)
{
	(void)cleanup;
	return tst_safe_read(file, line, strict, fd, buf, n);
}

ssize_t safe_write(const char *file, int line, void (*cleanup)(void), enum safe_write_opts opt, int fd,
		   const void *buf, size_t n)
{
	(void)cleanup;
	return tst_safe_write(file, line, opt, fd, buf, n);
}

int safe_unlink(const char *file, int line, void (*cleanup)(void), const char *path)
{
	(void)cleanup;
	return checked(file, line, "unlink()", unlink(path));
}

int safe_pipe(const char *file, int line, void (*cleanup)(void), int fds[2])
{
	(void)cleanup;
	return checked(file, line, "pipe()", pipe(fds));
}

void *safe_malloc(const char *file, int line, void (*cleanup)(void), size_t size)
{
	void *ptr = malloc(size);

	(void)cleanup;
	if (!ptr)
		tst_brk_(file, line, TBROK | TERRNO, "malloc(%zu) failed", size);
	return ptr;
}

int safe_fstat(const char *file, int line, int fd, struct stat *st)
{
	return checked(file, line, "fstat()", fstat(fd, st));
}

int safe_ftruncate(const char *file, int line, int fd, off_t length)
{
	return checked(file, line, "ftruncate()", ftruncate(fd, length));
}

void *safe_mmap(const char *file, int line, void *addr, size_t len, int prot, int flags, int fd, off_t off)
{
	void *ptr = mmap(addr, len, prot, flags, fd, off);

	if (ptr == MAP_FAILED)
		tst_brk_(file, line, TBROK | TERRNO, "mmap() of %zu bytes failed", len);
	return ptr;
}

int safe_munmap(const char *file, int line, void (*cleanup)(void), void *addr, size_t len)
{
	(void)cleanup;
	return checked(file, line, "munmap()", munmap(addr, len));
}
