// SPDX-License-Identifier: GPL-2.0-or-later
/* TST_ASSERT_*(): a file's value as one result. */
#include "lib.h"
#include "tst_assert.h"

static FILE *open_for(const char *file, int line, const char *path)
{
	FILE *stream = fopen(path, "r");

	if (!stream)
		tst_brk_(file, line, TBROK | TERRNO, "cannot read %s", path);
	return stream;
}

/*
 * The first line's text behind prefix, a colon and blanks; false when no line begins so. LTP's tests give the prefix of a
 * number with the colon of /proc's files, and that of a text without.
 */
static bool value_of(const char *file, int line, const char *path, const char *prefix, char *value, size_t size)
{
	FILE *stream = open_for(file, line, path);
	char text[512], *behind;
	bool found = false;

	while (!found && fgets(text, sizeof(text), stream)) {
		if (strncmp(text, prefix, strlen(prefix)) != 0)
			continue;
		found = true;
		behind = text + strlen(prefix);
		behind += prefix[0] && *behind == ':';
		copy_text(value, size, behind + strspn(behind, " \t"));
		value[strcspn(value, "\n")] = '\0';
	}
	fclose(stream);
	return found;
}

static void judge(const char *file, int line, bool same, const char *path, const char *prefix, const char *wanted,
		  const char *found)
{
	const char *of = prefix[0] ? " of " : "";

	if (same)
		tst_res_(file, line, TPASS, "%s%s%s is %s", prefix, of, path, wanted);
	else
		tst_res_(file, line, TFAIL, "%s%s%s is %s, expected %s", prefix, of, path, found, wanted);
}

static void assert_number(const char *file, int line, const char *path, const char *prefix, const char *wanted)
{
	char value[256];

	if (!value_of(file, line, path, prefix, value, sizeof(value)))
		tst_brk_(file, line, TBROK, "%s has no line that begins with \"%s\"", path, prefix);
	value[strspn(value, "-0123456789")] = '\0';
	judge(file, line, strcmp(value, wanted) == 0, path, prefix, wanted, value);
}

void tst_assert_int(const char *file, int line, const char *path, int val)
{
	tst_assert_file_int(file, line, path, "", val);
}

void tst_assert_ulong(const char *file, int line, const char *path, unsigned long val)
{
	char wanted[32];

	snprintf(wanted, sizeof(wanted), "%lu", val);
	assert_number(file, line, path, "", wanted);
}

void tst_assert_file_int(const char *file, int line, const char *path, const char *prefix, int val)
{
	char wanted[32];

	snprintf(wanted, sizeof(wanted), "%d", val);
	assert_number(file, line, path, prefix, wanted);
}

void tst_assert_str(const char *file, int line, const char *path, const char *val)
{
	char value[512] = "";

	value_of(file, line, path, "", value, sizeof(value));
	judge(file, line, strcmp(value, val) == 0, path, "", val, value);
}

void tst_assert_file_str(const char *file, int line, const char *path, const char *prefix, const char *val)
{
	char value[512];

	if (!value_of(file, line, path, prefix, value, sizeof(value)))
		tst_brk_(file, line, TBROK, "%s has no line that begins with \"%s\"", path, prefix);
	judge(file, line, strcmp(value, val) == 0, path, prefix, val, value);
}
