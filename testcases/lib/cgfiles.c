// SPDX-License-Identifier: GPL-2.0-or-later
/* The files of a control group; see tst_cgroup.h. */
#include "lib.h"

#define FILE_BYTES (PATH_BYTES + 400)

static void file_path(char *path, const char *root, const struct tst_cg_group *cg, const char *name)
{
	char dir[FILE_BYTES];

	join_path(dir, sizeof(dir), root, cg->path);
	join_path(path, FILE_BYTES, dir, name);
}

int safe_cg_has(const char *file, int line, const struct tst_cg_group *cg, const char *name)
{
	char path[FILE_BYTES];

	file_path(path, cg_root_of(file, line, name), cg, name);
	return access(path, F_OK) == 0;
}

ssize_t safe_cg_read(const char *file, int line, const struct tst_cg_group *cg, const char *name, char *out, size_t len)
{
	char path[FILE_BYTES];
	ssize_t got;
	int fd;

	file_path(path, cg_root_of(file, line, name), cg, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	got = fd < 0 ? -1 : read(fd, out, len - 1);
	if (got < 0)
		tst_brk_(file, line, TBROK | TERRNO, "cannot read %s", path);
	close(fd);
	out[got] = '\0';
	return got;
}

static bool write_text(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	bool written = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

	if (fd >= 0)
		close(fd);
	return written;
}

/* What every group has is written in all hierarchies that have it: version 1 knows fewer of these files. */
void safe_cg_printf(const char *file, int line, const struct tst_cg_group *cg, const char *name, const char *fmt, ...)
{
	const bool everywhere = strncmp(name, "cgroup.", 7) == 0;
	char text[512], path[FILE_BYTES];
	int written = 0;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	for (size_t i = 0; cg_root(i); i++) {
		if (!everywhere && strcmp(cg_root(i), cg_root_of(file, line, name)) != 0)
			continue;
		file_path(path, cg_root(i), cg, name);
		if (everywhere && access(path, F_OK) != 0)
			continue;
		if (!write_text(path, text))
			tst_brk_(file, line, TBROK | TERRNO, "cannot write '%s' into %s", text, path);
		written++;
	}
	if (!written)
		tst_brk_(file, line, TBROK, "no hierarchy of the test has a file %s", name);
}

static void scan(const char *file, int line, const struct tst_cg_group *cg, const char *name, const char *fmt,
		 va_list ap, bool any_line)
{
	char text[4096], *rest = text, *each;
	int wanted = 0;

	for (const char *at = fmt; *at; at++)
		wanted += *at == '%' && at[1] != '*' && at[1] != '%';
	safe_cg_read(file, line, cg, name, text, sizeof(text));
	while ((each = any_line ? strsep(&rest, "\n") : rest)) {
		va_list copy;
		int got;

		va_copy(copy, ap);
		got = vsscanf(each, fmt, copy);
		va_end(copy);
		if (got == wanted)
			return;
		if (!any_line)
			break;
	}
	tst_brk_(file, line, TBROK, "%s does not hold '%s'", name, fmt);
}

void safe_cg_scanf(const char *file, int line, const struct tst_cg_group *cg, const char *name, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	scan(file, line, cg, name, fmt, ap, false);
	va_end(ap);
}

void safe_cg_lines_scanf(const char *file, int line, const struct tst_cg_group *cg, const char *name, const char *fmt,
			 ...)
{
	va_list ap;

	va_start(ap, fmt);
	scan(file, line, cg, name, fmt, ap, true);
	va_end(ap);
}

int safe_cg_occursin(const char *file, int line, const struct tst_cg_group *cg, const char *name, const char *needle)
{
	char text[4096];

	safe_cg_read(file, line, cg, name, text, sizeof(text));
	return strstr(text, needle) != NULL;
}

int safe_cg_open(const char *file, int line, const struct tst_cg_group *cg, const char *name, int flags, int *fds)
{
	char path[FILE_BYTES];

	file_path(path, cg_root_of(file, line, name), cg, name);
	fds[0] = open(path, flags);
	if (fds[0] < 0)
		tst_brk_(file, line, TBROK | TERRNO, "open(%s)", path);
	return 1;
}

void safe_cg_fchown(const char *file, int line, const struct tst_cg_group *cg, const char *name, uid_t owner,
		    gid_t group)
{
	char path[FILE_BYTES];

	file_path(path, cg_root_of(file, line, name), cg, name);
	if (chown(path, owner, group) < 0)
		tst_brk_(file, line, TBROK | TERRNO, "chown(%s)", path);
}
