// SPDX-License-Identifier: GPL-2.0-or-later
/* SAFE_*() for streams. */
#ifndef TST_SAFE_STDIO_H
#define TST_SAFE_STDIO_H

#include <stdio.h>

#include "tst_safe.h"

#define SAFE_FOPEN(path, mode) TST_SAFE_PTR("fopen(" #path ", " #mode ")", fopen(path, mode))
#define SAFE_FCLOSE(file) TST_SAFE("fclose(" #file ")", fclose(file))
#define SAFE_POPEN(command, type) TST_SAFE_PTR("popen(" #command ")", popen(command, type))
#define SAFE_FREAD(buf, size, n, file) tst_safe_fread(__FILE__, __LINE__, buf, size, n, file)
#define SAFE_FWRITE(buf, size, n, file) tst_safe_fwrite(__FILE__, __LINE__, buf, size, n, file)
#define SAFE_FFLUSH(file) TST_SAFE("fflush(" #file ")", fflush(file))
#define SAFE_FSEEK(file, off, whence) TST_SAFE("fseek(" #file ", " #off ")", fseek(file, off, whence))
#define SAFE_FTELL(file) TST_SAFE("ftell(" #file ")", ftell(file))
#define SAFE_FILENO(file) TST_SAFE("fileno(" #file ")", fileno(file))
size_t tst_safe_fread(const char *file, int line, void *buf, size_t size, size_t n, FILE *stream);
size_t tst_safe_fwrite(const char *file, int line, const void *buf, size_t size, size_t n, FILE *stream);

#endif
