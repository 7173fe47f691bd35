// SPDX-License-Identifier: GPL-2.0-or-later
/* One-line access to the content of files. `safe`: 0 warn, 1 TBROK, 2 TCONF when the file cannot be opened. */
#include "lib.h"
#include "tst_safe_file_at.h"

static int complain(const char *file, int line, int safe, int kind, const char *what, const char *path)
{
	if (safe)
		tst_brk_(file, line, (safe == 2 && errno != 0 ? TCONF : TBROK) | kind, "%s %s", what, path);
	else
		tst_res_(file, line, TWARN | kind, "%s %s", what, path);
	return 1;
}

/* How many conversions of a scanf format store a value. */
static int conversions(const char *fmt)
{
	int count = 0;

	for (; *fmt; fmt++) {
		if (*fmt != '%')
			continue;
		if (fmt[1] == '%' || fmt[1] == '*')
			fmt++;
		else
			count++;
	}
	return count;
}

int tst_file_scanf_(const char *file, int line, int safe, const char *path, const char *fmt, ...)
{
	FILE *stream = fopen(path, "r");
	va_list ap;
	int ret;

	if (!stream)
		return complain(file, line, safe, TERRNO, "cannot open", path);
	va_start(ap, fmt);
	ret = vfscanf(stream, fmt, ap);
	va_end(ap);
	fclose(stream);
	if (ret != conversions(fmt))
		return complain(file, line, safe, 0, "not all wanted values are in", path);
	return 0;
}

int tst_file_lines_scanf_(const char *file, int line, int safe, const char *path, const char *fmt, ...)
{
	FILE *stream = fopen(path, "r");
	const int wanted = conversions(fmt);
	char text[1024];
	int ret = -1;

	if (!stream)
		return complain(file, line, safe, TERRNO, "cannot open", path);
	while (ret != wanted && fgets(text, sizeof(text), stream)) {
		va_list ap;

		va_start(ap, fmt);
		ret = vsscanf(text, fmt, ap);
		va_end(ap);
	}
	fclose(stream);
	if (ret != wanted)
		return complain(file, line, safe, 0, "no such line in", path);
	return 0;
}

int tst_file_printf_(const char *file, int line, int safe, const char *path, const char *fmt, ...)
{
	char small[512], *text = small;
	va_list ap;
	int len, fd, ret;

	va_start(ap, fmt);
	len = vsnprintf(small, sizeof(small), fmt, ap);
	va_end(ap);
	if (len >= (int)sizeof(small)) {
		text = SAFE_MALLOC(len + 1);
		va_start(ap, fmt);
		vsnprintf(text, len + 1, fmt, ap);
		va_end(ap);
	}
	/* One write: files of /proc and /sys take their value in one piece. */
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		return complain(file, line, safe, TERRNO, "cannot open", path);
	ret = write(fd, text, len);
	if (ret != len)
		ret = complain(file, line, safe == 2 ? 1 : safe, TERRNO, "cannot write", path);
	else
		ret = 0;
	close(fd);
	if (text != small)
		free(text);
	return ret;
}

void tst_safe_cp(const char *file, int line, const char *src, const char *dst)
{
	char buf[4096];
	struct stat st, to;
	char path[PATH_BYTES];
	int in = open(src, O_RDONLY | O_CLOEXEC), out;
	ssize_t len;

	if (in < 0 || fstat(in, &st) < 0) {
		complain(file, line, 1, TERRNO, "cannot read", src);
		return;
	}
	snprintf(path, sizeof(path), "%s", dst);
	if (stat(dst, &to) == 0 && S_ISDIR(to.st_mode))
		snprintf(path, sizeof(path), "%.380s/%.120s", dst, base_name(src));
	out = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, st.st_mode & 07777);
	if (out < 0)
		complain(file, line, 1, TERRNO, "cannot create", path);
	while ((len = read(in, buf, sizeof(buf))) > 0) {
		if (write(out, buf, len) != len)
			complain(file, line, 1, TERRNO, "cannot write", path);
	}
	if (len < 0)
		complain(file, line, 1, TERRNO, "cannot read", src);
	fchmod(out, st.st_mode & 07777);
	close(out);
	close(in);
}

void tst_safe_touch(const char *file, int line, const char *path, mode_t mode, const struct timespec times[2])
{
	int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0666);

	if (fd < 0) {
		complain(file, line, 1, TERRNO, "cannot touch", path);
		return;
	}
	close(fd);
	if (mode && chmod(path, mode) < 0)
		complain(file, line, 1, TERRNO, "cannot change the mode of", path);
	if (utimensat(AT_FDCWD, path, times, 0) < 0)
		complain(file, line, 1, TERRNO, "cannot set the times of", path);
}

/* --- relative to a directory -------------------------------------------------------------------------------------- */

ssize_t tst_safe_file_readat_(const char *file, int line, int dirfd, const char *path, char *buf, size_t nbyte)
{
	int fd = openat(dirfd, path, O_RDONLY | O_CLOEXEC);
	ssize_t length = fd < 0 ? -1 : read(fd, buf, nbyte - 1);

	if (length < 0)
		tst_brk_(file, line, TBROK | TERRNO, "cannot read %s", path);
	else
		buf[length] = '\0';
	if (fd >= 0)
		close(fd);
	return length;
}

int tst_safe_file_printfat_(const char *file, int line, int dirfd, const char *path, const char *fmt, ...)
{
	int fd = openat(dirfd, path, O_WRONLY | O_CLOEXEC), length = -1;
	va_list ap;

	if (fd >= 0) {
		va_start(ap, fmt);
		length = vdprintf(fd, fmt, ap);
		va_end(ap);
	}
	if (length < 0 || close(fd) < 0)
		tst_brk_(file, line, TBROK | TERRNO, "cannot write to %s", path);
	return length < 0 ? -1 : 0;
}
