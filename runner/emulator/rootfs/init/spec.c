// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The boot spec: `ltp-nommu 1`, then one `key value` a line, then `data`, then the files' bytes.
 * It may come from a sealed file, a pipe, or be the answer of a template that was forked: reading stops at the
 * last byte that the text announces and never waits for an end of file.
 */
#include "init.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define FIRST_LINE "ltp-nommu 1"
#define LAST_LINE "data"

/* What a case finds in its environment unless the spec says otherwise. */
static char *const default_env[] = {
	"PATH=/case/bin:/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin",
	"HOME=/root",
	"TERM=linux",
	"LANG=C",
	"TMPDIR=/tmp",
	"LTP_RESULT_FD=250",
};
enum { DEFAULT_ENV_COUNT = sizeof(default_env) / sizeof(*default_env) };

static bool fail(struct failure *failure, const char *what, const char *detail)
{
	*failure = (struct failure){ what, detail, 0 };
	return false;
}

bool spec_open(struct stream *stream, struct failure *failure)
{
	stream->fd = open(CHANNEL_SPEC, O_RDONLY | O_CLOEXEC);
	stream->capacity = BLOCK_BYTES;
	stream->buffer = take(stream->capacity);
	if (stream->fd >= 0 && stream->buffer != NULL)
		return true;
	*failure = (struct failure){ "cannot open the spec channel", NULL, errno };
	return false;
}

/* Finds the line that ends the text; returns the length of the text up to and with it, or 0. */
static size_t text_length(const char *buffer, size_t end, size_t from)
{
	static const char mark[] = "\n" LAST_LINE "\n";
	const size_t length = sizeof(mark) - 1;

	from = from < length ? 0 : from - length;
	const char *at = end - from < length ? NULL : memmem(buffer + from, end - from, mark, length);
	return at == NULL ? 0 : (size_t)(at - buffer) + length;
}

static bool grow(struct stream *stream)
{
	char *larger = stream->capacity >= HEADER_MAX ? NULL : take(stream->capacity * 2);

	if (larger == NULL)
		return false;
	memcpy(larger, stream->buffer, stream->end);
	stream->buffer = larger; /* the old one stays: a few hundred KB at worst, and only with a huge text */
	stream->capacity *= 2;
	return true;
}

/* Reads until the whole text is in the buffer; what follows it is the beginning of the data. */
static size_t read_text(struct stream *stream, struct failure *failure)
{
	size_t length = 0;

	while (length == 0) {
		if (stream->end == stream->capacity && !grow(stream)) {
			fail(failure, "spec: the text is longer than 1 MiB or has no `data` line", NULL);
			return 0;
		}
		ssize_t got = read(stream->fd, stream->buffer + stream->end, stream->capacity - stream->end);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			*failure = (struct failure){ "cannot read the spec", NULL, errno };
			return 0;
		}
		if (got == 0) {
			fail(failure, stream->end == 0 ? "spec: empty" : "spec: ends before the `data` line", NULL);
			return 0;
		}
		size_t from = stream->end;
		stream->end += (size_t)got;
		length = text_length(stream->buffer, stream->end, from);
	}
	stream->start = length;
	stream->text_done = true;
	return length;
}

/* `number[,number…]`, at least one. */
static bool parse_groups(struct spec *spec, const char *value)
{
	size_t room = 1;

	for (const char *at = value; *at != '\0'; at++)
		room += *at == ',';
	spec->groups = take(room * sizeof(*spec->groups));
	if (spec->groups == NULL)
		return false;
	for (;; value++) {
		unsigned long number;
		if (!parse_number(&value, 10, &number) || number >= ~0U)
			return false;
		spec->groups[spec->groupc++] = (gid_t)number;
		if (*value != ',')
			return *value == '\0';
	}
}

static bool parse_id(const char *value, unsigned *id)
{
	unsigned long number;

	if (!parse_number(&value, 10, &number) || *value != '\0' || number >= ~0U)
		return false;
	*id = (unsigned)number;
	return true;
}

/* `mode size path`: the path is absolute and cannot climb. */
static bool parse_file(struct spec *spec, char *value)
{
	struct spec_file *file = &spec->files[spec->filec];
	const char *at = value;
	unsigned long mode, bytes;

	if (!parse_number(&at, 8, &mode) || mode > 07777 || *at++ != ' ')
		return false;
	if (!parse_number(&at, 10, &bytes) || *at++ != ' ' || *at != '/')
		return false;
	char *path = value + (at - value);
	size_t length = strlen(path);
	if (!percent_decode(path) || length > 4000 || strstr(path, "/../") != NULL || strstr(path, "//") != NULL)
		return false;
	length = strlen(path);
	if (path[length - 1] == '/' || (length >= 3 && strcmp(path + length - 3, "/..") == 0))
		return false;
	*file = (struct spec_file){ path, bytes, (mode_t)mode };
	spec->filec++;
	return true;
}

static size_t name_length(const char *assignment)
{
	const char *equals = strchr(assignment, '=');

	return equals == NULL ? 0 : (size_t)(equals - assignment) + 1;
}

/* NAME=value: takes the place of an earlier one of the same name. */
static bool add_env(struct spec *spec, char *value)
{
	size_t length = percent_decode(value) ? name_length(value) : 0;

	if (length <= 1)
		return false;
	for (size_t i = 0; i < spec->envc; i++) {
		if (strncmp(spec->envp[i], value, length) != 0)
			continue;
		spec->envp[i] = value;
		return true;
	}
	spec->envp[spec->envc++] = value;
	return true;
}

static bool parse_line(struct spec *spec, const char *key, char *value)
{
	if (strcmp(key, "file") == 0)
		return parse_file(spec, value);
	if (strcmp(key, "env") == 0)
		return add_env(spec, value);
	if (!percent_decode(value))
		return false;
	if (strcmp(key, "arg") == 0)
		spec->argv[spec->argc++] = value;
	else if (strcmp(key, "token") == 0)
		frames_token(spec->token = value);
	else if (strcmp(key, "id") == 0)
		spec->id = value;
	else if (strcmp(key, "seed") == 0)
		return seed_parse(value, spec);
	else if (strcmp(key, "cwd") == 0)
		spec->cwd = value;
	else if (strcmp(key, "uid") == 0)
		return spec->has_uid = parse_id(value, &spec->uid);
	else if (strcmp(key, "gid") == 0)
		return spec->has_gid = parse_id(value, &spec->gid);
	else if (strcmp(key, "groups") == 0)
		return parse_groups(spec, value);
	else if (strcmp(key, "mode") == 0 && strcmp(value, "shell") == 0)
		spec->shell = true;
	else
		return strcmp(key, "mode") == 0 && strcmp(value, "case") == 0;
	return true;
}

static bool make_tables(struct spec *spec, const char *text)
{
	size_t lines = 4;

	for (; (text = strchr(text, '\n')) != NULL; text++)
		lines++;
	spec->argv = take(lines * sizeof(*spec->argv));
	spec->envp = take((lines + DEFAULT_ENV_COUNT) * sizeof(*spec->envp));
	spec->files = take(lines * sizeof(*spec->files));
	if (spec->argv == NULL || spec->envp == NULL || spec->files == NULL)
		return false;
	memcpy(spec->envp, default_env, sizeof(default_env));
	spec->envc = DEFAULT_ENV_COUNT;
	return true;
}

static bool parse_text(char *text, struct spec *spec, struct failure *failure)
{
	char *next, *line = text;

	for (size_t number = 1; *line != '\0'; number++, line = next) {
		next = strchr(line, '\n');
		*next++ = '\0';
		if (number == 1 && strcmp(line, FIRST_LINE) != 0)
			return fail(failure, "spec: the first line is not `" FIRST_LINE "` but", line);
		if (number == 1)
			continue;
		char *value = strchr(line, ' ');
		if (value == NULL)
			return fail(failure, "spec: no value in line", line);
		*value++ = '\0';
		if (!parse_line(spec, line, value))
			return fail(failure, "spec: unknown key or bad value in a line of", line);
	}
	return true;
}

bool spec_read(struct stream *stream, struct spec *spec, struct failure *failure)
{
	size_t length = read_text(stream, failure);

	if (length == 0)
		return false;
	if (memchr(stream->buffer, '\0', length) != NULL)
		return fail(failure, "spec: a zero byte in the text", NULL);
	/* The `data` line has said all it had to say: its place is the end mark, and each line before it ends in \n. */
	stream->buffer[length - sizeof(LAST_LINE)] = '\0';
	*spec = (struct spec){ .id = "-", .cwd = "/tmp" };
	if (!make_tables(spec, stream->buffer))
		return fail(failure, "spec: no memory for its tables", NULL);
	if (!parse_text(stream->buffer, spec, failure))
		return false;
	if (spec->token == NULL)
		return fail(failure, "spec: no token", NULL);
	if (spec->argc == 0 && !spec->shell)
		return fail(failure, "spec: no arg line, nothing to run", NULL);
	if (spec->shell) {
		spec->argv[0] = "/bin/sh";
		spec->argv[1] = "-l";
		spec->argv[2] = NULL;
	}
	if (spec->has_uid && !spec->has_gid)
		spec->gid = spec->uid; /* root and nobody have a group of the same number */
	return true;
}
