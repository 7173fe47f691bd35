// SPDX-License-Identifier: GPL-2.0-or-later
/* A file below /proc or /sys must hold a value: one result each. */
#ifndef TST_ASSERT_H
#define TST_ASSERT_H

#define TST_ASSERT_INT(path, val) tst_assert_int(__FILE__, __LINE__, path, val)
#define TST_ASSERT_ULONG(path, val) tst_assert_ulong(__FILE__, __LINE__, path, val)
#define TST_ASSERT_FILE_INT(path, prefix, val) tst_assert_file_int(__FILE__, __LINE__, path, prefix, val)
#define TST_ASSERT_STR(path, val) tst_assert_str(__FILE__, __LINE__, path, val)
#define TST_ASSERT_FILE_STR(path, prefix, val) tst_assert_file_str(__FILE__, __LINE__, path, prefix, val)

void tst_assert_int(const char *file, int line, const char *path, int val);
void tst_assert_ulong(const char *file, int line, const char *path, unsigned long val);
/* The number, or the text up to a blank, behind the first line that begins with prefix. */
void tst_assert_file_int(const char *file, int line, const char *path, const char *prefix, int val);
void tst_assert_str(const char *file, int line, const char *path, const char *val);
void tst_assert_file_str(const char *file, int line, const char *path, const char *prefix, const char *val);

#endif
