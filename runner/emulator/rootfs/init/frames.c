// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Lines to the host: `# ltp-nommu <token> <word> …`. They are gathered and written in one go, because each write
 * leaves the guest; a line is never torn between two writes.
 */
#include "init.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static char lines[8192];
static size_t used, whole; /* bytes in `lines`; of these, bytes that are complete lines */
static int channel = -1;
static const char *token = "-"; /* until the spec has told it */

void frames_open(void)
{
	channel = open(CHANNEL_FRAMES, O_WRONLY | O_CLOEXEC);
	if (channel < 0)
		channel = STDERR_FILENO; /* the kernel's console: better than silence */
}

void frames_token(const char *new_token)
{
	token = new_token;
}

bool write_all(int fd, const char *bytes, size_t count)
{
	unsigned long deadline = 0;

	while (count > 0) {
		ssize_t done = write(fd, bytes, count);
		if (done > 0) {
			bytes += done;
			count -= (size_t)done;
			continue;
		}
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0 && errno != EAGAIN)
			return false;
		/* The host is slow to read. */
		unsigned long now = milliseconds();
		if (deadline == 0)
			deadline = now + WRITE_MS;
		else if (now > deadline)
			return false;
		nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
	}
	return true;
}

void frames_flush(void)
{
	write_all(channel, lines, whole);
	memmove(lines, lines + whole, used - whole);
	used -= whole;
	whole = 0;
}

static void put_byte(char byte)
{
	if (used == sizeof(lines) && whole > 0)
		frames_flush();
	if (used < sizeof(lines)) /* one line longer than all of it: cut */
		lines[used++] = byte;
}

void put(const char *text)
{
	while (*text != '\0')
		put_byte(*text++);
}

void put_number(const char *label, long value)
{
	char digits[21];

	put(label);
	if (value < 0)
		put_byte('-');
	digits[decimal(digits, value < 0 ? 0UL - (unsigned long)value : (unsigned long)value)] = '\0';
	put(digits);
}

/* Text that a case has chosen: it must not be able to end the line or look like two words. */
void put_escaped(const char *text)
{
	static const char hex[] = "0123456789ABCDEF";

	for (; *text != '\0'; text++) {
		unsigned char byte = (unsigned char)*text;
		if (byte > 0x20 && byte != '%' && byte < 0x7f) {
			put_byte((char)byte);
			continue;
		}
		put_byte('%');
		put_byte(hex[byte >> 4]);
		put_byte(hex[byte & 15]);
	}
}

void frame(const char *word)
{
	put("# ltp-nommu ");
	put(token);
	put(" ");
	put(word);
}

void frame_end(void)
{
	if (used == sizeof(lines)) {
		if (whole > 0)
			frames_flush();
		else
			used--; /* a cut line still ends */
	}
	lines[used++] = '\n';
	whole = used;
}

void setup_error(const struct failure *failure)
{
	frame("setup-error ");
	put(failure->what);
	if (failure->detail != NULL) {
		put(" ");
		put_escaped(failure->detail);
	}
	if (failure->error != 0) {
		const char *name = error_name(failure->error);
		put(": ");
		put(name != NULL ? name : "errno");
		put_number(" (", failure->error);
		put(")");
	}
	frame_end();
}

/*
 * A line in the kernel's log. Level 1 is printed even with `quiet`: the begin and end of a case have to stand
 * between the kernel's own messages.
 */
void kernel_log(int level, const char *first, const char *second)
{
	static int log = -1;
	char line[512] = { '<', (char)('0' + level), '>' };
	size_t length = 3;
	const char *parts[] = { "ltp-nommu: ", first, second };

	if (log < 0)
		log = open("/dev/kmsg", O_WRONLY | O_CLOEXEC | O_NOCTTY);
	if (log < 0)
		return;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		for (const char *at = parts[i]; *at != '\0' && length < sizeof(line); at++)
			line[length++] = *at;
	(void)!write(log, line, length);
}
