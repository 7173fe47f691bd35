// SPDX-License-Identifier: GPL-2.0-or-later
/* SAFE_*() for files named relative to a directory's descriptor. SAFE_OPENAT() and others are in tst_safe_macros.h. */
#ifndef TST_SAFE_FILE_AT_H
#define TST_SAFE_FILE_AT_H

#include "tst_safe_macros.h"

#define SAFE_FCHOWNAT(...) TST_SAFE("fchownat(" #__VA_ARGS__ ")", fchownat(__VA_ARGS__))
#define SAFE_FCHMODAT(...) TST_SAFE("fchmodat(" #__VA_ARGS__ ")", fchmodat(__VA_ARGS__))

/* Reads at most nbyte - 1 bytes and ends them with NUL; the number of bytes. */
#define SAFE_FILE_READAT(dirfd, path, buf, nbyte) \
	tst_safe_file_readat_(__FILE__, __LINE__, (dirfd), (path), (buf), (nbyte))
ssize_t tst_safe_file_readat_(const char *file, int line, int dirfd, const char *path, char *buf, size_t nbyte);
#define SAFE_FILE_PRINTFAT(dirfd, path, fmt, ...) \
	tst_safe_file_printfat_(__FILE__, __LINE__, (dirfd), (path), (fmt), ##__VA_ARGS__)
int tst_safe_file_printfat_(const char *file, int line, int dirfd, const char *path, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));

#endif
