// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The library process's side of results: records become numbered TAP lines on the result channel (the descriptor in
 * LTP_RESULT_FD, else standard output), one write(2) each, at most 512 bytes.
 */
#include "lib.h"

#define LINE_BYTES 512

static struct {
	int fd;
	bool by_hand; /* no channel: a person reads it */
	unsigned int points, passed, failed, skipped, warned;
	bool bailed;
	char held_skip[LINE_BYTES]; /* a tst_brk(TCONF) that may turn out to be the whole test's */
} tap = {.fd = 1};

static void put(char *line, size_t len)
{
	size_t done = 0;

	line[len++] = '\n';
	while (done < len) {
		ssize_t ret = write(tap.fd, line + done, len - done);

		if (ret > 0)
			done += ret;
		else if (errno != EINTR)
			_exit(TBROK); /* nobody to tell */
	}
}

static void putf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static void putf(const char *fmt, ...)
{
	char line[LINE_BYTES];
	va_list ap;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(line, sizeof(line) - 1, fmt, ap);
	va_end(ap);
	put(line, MIN(len, (int)sizeof(line) - 2));
}

/* A `#` in a point's name must not be taken for a directive. */
static const char *escape(const char *text)
{
	static char out[LINE_BYTES];
	size_t at = 0;

	for (; *text && at < sizeof(out) - 3; text++) {
		if (*text == '#')
			out[at++] = '\\';
		out[at++] = *text;
	}
	out[at] = '\0';
	return out;
}

void tap_open(void)
{
	const char *text = getenv("LTP_RESULT_FD");
	int fd = text && text[0] ? atoi(text) : -1;

	tap.by_hand = fd < 0 || fcntl(fd, F_SETFD, FD_CLOEXEC) < 0;
	if (!tap.by_hand)
		tap.fd = fd;
	else
		tap.fd = move_fd(dup(1)); /* the test may close its standard output */
	unsetenv("LTP_RESULT_FD");
	putf("TAP version 13");
}

static void point(bool ok, const char *place, const char *text)
{
	putf("%sok %u - %s: %s", ok ? "" : "not ", ++tap.points, place, escape(text));
}

static void skip(const char *place, const char *reason)
{
	tap.skipped++;
	putf("ok %u - %s # SKIP %s", ++tap.points, place, reason);
}

static void release_held(void)
{
	char *place = tap.held_skip, *reason;

	if (!place[0])
		return;
	reason = strchr(place, '\t');
	*reason++ = '\0';
	skip(place, reason);
	place[0] = '\0';
}

void tap_bail(const char *fmt, ...)
{
	char text[LINE_BYTES];
	va_list ap;

	if (tap.bailed)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text) - 16, fmt, ap);
	va_end(ap);
	putf("Bail out! %s", text);
	tap.bailed = true;
}

bool tap_bailed(void)
{
	return tap.bailed;
}

/* One record `<kind> <pid> <place>\t<text>`; changes it. */
void tap_record(char *line)
{
	char *place = strchr(line + 2, ' '), *text;

	if (tap.bailed)
		return; /* after a bail-out nothing counts */
	text = place ? strchr(place, '\t') : NULL;
	if (!text) {
		tap_bail("not a result: %.80s", line);
		return;
	}
	*text++ = '\0';
	place++;
	switch ((enum record_kind)line[0]) {
	case RECORD_PASS:
		release_held();
		tap.passed++;
		point(true, place, text);
		break;
	case RECORD_FAIL:
		release_held();
		tap.failed++;
		point(false, place, text);
		break;
	case RECORD_WARN:
		release_held();
		tap.warned++;
		point(false, place, text);
		break;
	case RECORD_SKIP:
		release_held();
		skip(place, text);
		break;
	case RECORD_BRK_SKIP:
		release_held();
		snprintf(tap.held_skip, sizeof(tap.held_skip), "%s\t%s", place, text);
		break;
	case RECORD_INFO:
		putf("# %s: %s", place, text);
		break;
	case RECORD_BROK:
		tap_bail("%s: %s", place, text);
		break;
	default:
		tap_bail("not a result: %.80s", line);
	}
}

/* The plan, a summary for people, and the exit code that LTP gives such results. */
int tap_close(void)
{
	if (tap.bailed)
		return TBROK;
	if (tap.points == 0 && tap.held_skip[0]) {
		putf("1..0 # SKIP %s", strchr(tap.held_skip, '\t') + 1);
		return TCONF;
	}
	release_held();
	if (tap.points == 0) {
		tap_bail("the test reported no results");
		return TBROK;
	}
	putf("1..%u", tap.points);
	if (tap.by_hand)
		putf("# passed %u, failed %u, skipped %u, warnings %u", tap.passed, tap.failed, tap.skipped, tap.warned);
	return (tap.failed ? TFAIL : 0) | (tap.warned ? TWARN : 0) | (tap.passed || tap.failed || tap.warned ? 0 : TCONF);
}
