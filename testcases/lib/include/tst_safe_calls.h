// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * SAFE_*() for helpers that report with the file and line of their caller: LTP's functions of these names. `cleanup` is the
 * old API's and stands unused where LTP has it.
 */
#ifndef TST_SAFE_CALLS_H
#define TST_SAFE_CALLS_H

#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "tst_safe_macros.h"

int safe_open(const char *file, int line, void (*cleanup)(void), const char *path, int flags, ...);
int safe_close(const char *file, int line, void (*cleanup)(void), int fd);
ssize_t safe_read(const char *file, int line, void (*cleanup)(void), char strict, int fd, void *buf, size_t n);
ssize_t safe_write(const char *file, int line, void (*cleanup)(void), enum safe_write_opts opt, int fd,
		   const void *buf, size_t n);
int safe_unlink(const char *file, int line, void (*cleanup)(void), const char *path);
int safe_pipe(const char *file, int line, void (*cleanup)(void), int fds[2]);
void *safe_malloc(const char *file, int line, void (*cleanup)(void), size_t size);
int safe_fstat(const char *file, int line, int fd, struct stat *st);
int safe_ftruncate(const char *file, int line, int fd, off_t length);
void *safe_mmap(const char *file, int line, void *addr, size_t len, int prot, int flags, int fd, off_t off);
int safe_munmap(const char *file, int line, void (*cleanup)(void), void *addr, size_t len);

#endif
