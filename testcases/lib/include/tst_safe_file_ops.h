// SPDX-License-Identifier: GPL-2.0-or-later
/* One line for a file's content. FILE_*() warn and return non-zero, SAFE_FILE_*() are TBROK. */
#ifndef TST_SAFE_FILE_OPS_H
#define TST_SAFE_FILE_OPS_H

#include <sys/stat.h>
#include <time.h>

int tst_file_scanf_(const char *file, int line, int safe, const char *path, const char *fmt, ...)
	__attribute__((format(scanf, 5, 6)));
/* The first line that matches all of fmt. */
int tst_file_lines_scanf_(const char *file, int line, int safe, const char *path, const char *fmt, ...)
	__attribute__((format(scanf, 5, 6)));
int tst_file_printf_(const char *file, int line, int safe, const char *path, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
int tst_read_meminfo_(const char *file, int line, const char *item, long *value);

#define FILE_SCANF(path, fmt, ...) tst_file_scanf_(__FILE__, __LINE__, 0, path, fmt, ##__VA_ARGS__)
#define SAFE_FILE_SCANF(path, fmt, ...) tst_file_scanf_(__FILE__, __LINE__, 1, path, fmt, ##__VA_ARGS__)
#define FILE_LINES_SCANF(path, fmt, ...) tst_file_lines_scanf_(__FILE__, __LINE__, 0, path, fmt, ##__VA_ARGS__)
#define SAFE_FILE_LINES_SCANF(path, fmt, ...) tst_file_lines_scanf_(__FILE__, __LINE__, 1, path, fmt, ##__VA_ARGS__)
#define FILE_PRINTF(path, fmt, ...) tst_file_printf_(__FILE__, __LINE__, 0, path, fmt, ##__VA_ARGS__)
#define SAFE_FILE_PRINTF(path, fmt, ...) tst_file_printf_(__FILE__, __LINE__, 1, path, fmt, ##__VA_ARGS__)
#define SAFE_TRY_FILE_PRINTF(path, fmt, ...) tst_file_printf_(__FILE__, __LINE__, 2, path, fmt, ##__VA_ARGS__)
#define SAFE_READ_MEMINFO(item)                                                        \
	({                                                                             \
		long tst_rval_ = -1;                                                   \
		SAFE_FILE_LINES_SCANF("/proc/meminfo", item " %ld", &tst_rval_);       \
		tst_rval_;                                                             \
	})
#define SAFE_READ_PROC_STATUS(pid, item)                                               \
	({                                                                             \
		long tst_rval_ = -1;                                                   \
		char tst_path_[64];                                                    \
		snprintf(tst_path_, sizeof(tst_path_), "/proc/%d/status", (int)(pid)); \
		SAFE_FILE_LINES_SCANF(tst_path_, item " %ld", &tst_rval_);             \
		tst_rval_;                                                             \
	})

#define SAFE_CP(src, dst) tst_safe_cp(__FILE__, __LINE__, src, dst)
void tst_safe_cp(const char *file, int line, const char *src, const char *dst);
/* Creates the file when there is none; mode 0: 0666 as the umask leaves it. times may be NULL. */
#define SAFE_TOUCH(path, mode, times) tst_safe_touch(__FILE__, __LINE__, path, mode, times)
void tst_safe_touch(const char *file, int line, const char *path, mode_t mode, const struct timespec times[2]);

#endif
