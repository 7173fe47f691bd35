// SPDX-License-Identifier: GPL-2.0-or-later
/* Writes the spec's files into the guest's root, which is memory: each byte is read once and written once. */
#include "init.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(struct failure *failure, const char *what, const char *path, int error)
{
	*failure = (struct failure){ what, path, error };
	return false;
}

/* Makes every directory above the path's last part. What is missing shows when the file is opened. */
static void make_parents(const char *path)
{
	char parent[4096];

	for (size_t i = 1; path[i] != '\0' && i < sizeof(parent); i++) {
		if (path[i] != '/')
			continue;
		memcpy(parent, path, i);
		parent[i] = '\0';
		mkdir(parent, 0755);
	}
}

/* A new file: one that was there, or a link (all of busybox's commands are), must not be written through. */
static int create(const struct spec_file *file)
{
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
	int fd = open(file->path, flags, 0600);

	if (fd < 0 && errno == ENOENT)
		make_parents(file->path);
	else if (fd < 0 && errno == EEXIST)
		unlink(file->path);
	else
		return fd;
	return open(file->path, flags, 0600);
}

/* Makes sure that the buffer holds a byte. False at the end of the stream or on an error. */
static bool refill(struct stream *stream, int *error)
{
	ssize_t got;

	if (stream->start < stream->end)
		return true;
	if (stream->text_done) {
		stream->text_done = false;
		stream->capacity = BLOCK_BYTES;
		stream->buffer = take(BLOCK_BYTES);
	}
	if (stream->buffer == NULL) {
		*error = ENOMEM;
		return false;
	}
	do
		got = read(stream->fd, stream->buffer, stream->capacity);
	while (got < 0 && errno == EINTR);
	*error = got < 0 ? errno : 0;
	stream->start = 0;
	stream->end = got > 0 ? (size_t)got : 0;
	return got > 0;
}

static bool copy(struct stream *stream, int fd, const struct spec_file *file, struct failure *failure)
{
	for (size_t left = file->bytes; left > 0;) {
		int error;
		if (!refill(stream, &error))
			return fail(failure, "spec: the data end inside of", file->path, error);
		size_t part = stream->end - stream->start < left ? stream->end - stream->start : left;
		if (!write_all(fd, stream->buffer + stream->start, part))
			return fail(failure, "cannot write", file->path, errno);
		stream->start += part;
		left -= part;
	}
	return true;
}

bool unpack_files(struct stream *stream, const struct spec *spec, struct failure *failure)
{
	for (size_t i = 0; i < spec->filec; i++) {
		const struct spec_file *file = &spec->files[i];
		int fd = create(file);
		if (fd < 0)
			return fail(failure, "cannot create", file->path, errno);
		bool copied = copy(stream, fd, file, failure);
		/* After the bytes: a write clears the set-user-id bit. */
		if (copied && fchmod(fd, file->mode) < 0)
			copied = fail(failure, "cannot set the mode of", file->path, errno);
		close(fd);
		if (!copied)
			return false;
	}
	if (stream->start < stream->end)
		return fail(failure, "spec: more data than its files have bytes", NULL, 0);
	return true;
}
