// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Templates: kernels that have booted up to the point where init reads its
 * spec. A message with the descriptors of a boot makes one copy itself; the
 * copy is our child like any guest, so all else is the same.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "starter.h"

#define MAX_TEMPLATES	8
#define BOOT_MS		15000	/* far more than any boot takes: then it hangs */
#define ANSWER_MS	5000
#define TEXT_BYTES	65536	/* of the console, up to where it waits */

struct template {
	char *key;		/* NULL: free */
	pid_t pid;		/* 0: guests of this key cannot be copied */
	int sock, console;
	char *text;
	size_t bytes;
	const char *why;	/* pid is 0 */
};

static struct template templates[MAX_TEMPLATES];
static size_t next_victim;

/* Guests that are the same up to their specs; blanks in a path only make two templates of one. */
static char *key_of(const struct launch *l)
{
	char *key = NULL;
	size_t bytes, i;
	FILE *f = open_memstream(&key, &bytes);

	if (!f)
		return NULL;
	fprintf(f, "%s %llu %llu %llu %d", l->exe, (unsigned long long)l->as_bytes,
		(unsigned long long)l->fsize_bytes, (unsigned long long)l->nofile, l->keep_user);
	for (i = 1; i < l->nargs; i++)
		fprintf(f, " %s", l->args[i]);
	for (i = 0; i < l->npass; i++)
		fprintf(f, " <%s", l->pass[i]);
	fclose(f);
	return key;
}

static void forget(struct template *t)
{
	if (t->pid > 0) {
		kill(t->pid, SIGKILL);
		waitpid(t->pid, NULL, 0);
	}
	if (t->sock >= 0)
		close(t->sock);
	if (t->console >= 0)
		close(t->console);
	free(t->text);
	free(t->key);
	memset(t, 0, sizeof(*t));
	t->sock = t->console = -1;
}

static struct template *find_key(const char *key)
{
	size_t i;

	for (i = 0; i < MAX_TEMPLATES; i++)
		if (templates[i].key && !strcmp(templates[i].key, key))
			return &templates[i];
	return NULL;
}

static struct template *find_pid(pid_t pid)
{
	size_t i;

	for (i = 0; i < MAX_TEMPLATES; i++)
		if (templates[i].key && pid > 0 && templates[i].pid == pid)
			return &templates[i];
	return NULL;
}

static struct template *find_room(void)
{
	struct template *t;
	size_t i;

	for (i = 0; i < MAX_TEMPLATES; i++)
		if (!templates[i].key)
			return &templates[i];
	t = &templates[next_victim++ % MAX_TEMPLATES];
	forget(t);
	return t;
}

static void read_console(struct template *t)
{
	ssize_t n;

	do {
		n = read(t->console, t->text + t->bytes, TEXT_BYTES - t->bytes);
		if (n > 0)
			t->bytes += n;
	} while (n > 0 && t->bytes < TEXT_BYTES);
}

static bool receive_answer(const struct template *t, int *value)
{
	ssize_t n;

	do
		n = recv(t->sock, value, sizeof(*value), 0);
	while (n < 0 && errno == EINTR);
	return n == sizeof(*value);
}

/* Until it says that it waits. A console that is full would keep it from getting there. */
static bool wait_for_boot(struct template *t)
{
	struct pollfd pfd[2] = { { .fd = t->sock, .events = POLLIN }, { .fd = t->console, .events = POLLIN } };
	int left = BOOT_MS, value = -1;

	while (left > 0 && !(pfd[0].revents & (POLLIN | POLLHUP))) {
		if (poll(pfd, 2, 50) == 0)
			left -= 50;
		if (pfd[1].revents & POLLIN)
			read_console(t);
		if (t->bytes == TEXT_BYTES || (pfd[1].revents & POLLHUP))
			pfd[1].fd = -1;
	}
	return receive_answer(t, &value) && value == 0;
}

static bool boot(struct template *t, const struct launch *l, int exe, const int *pass)
{
	int fds[GUEST_FD_PASS + MAX_PASS + 1], console[2] = { -1, -1 }, socks[2] = { -1, -1 }, null;
	struct timeval limit = { .tv_sec = ANSWER_MS / 1000 };
	static struct launch own;
	char argument[32];
	const char *step;
	size_t i;

	own = *l;
	snprintf(argument, sizeof(argument), "template=%zu", GUEST_FD_PASS + l->npass);
	own.args[own.nargs++] = argument;
	t->text = malloc(TEXT_BYTES);
	null = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (t->text && null >= 0 && pipe2(console, O_CLOEXEC) == 0 &&
	    socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, socks) == 0) {
		t->console = console[0];
		t->sock = socks[0];
		fcntl(t->console, F_SETFL, O_NONBLOCK);
		setsockopt(t->sock, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
		setsockopt(t->sock, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
		for (i = 0; i < GUEST_FD_PASS; i++)
			fds[i] = null;
		fds[1] = fds[2] = console[1];
		for (i = 0; i < l->npass; i++)
			fds[GUEST_FD_PASS + i] = pass[i];
		fds[GUEST_FD_PASS + l->npass] = socks[1];
		t->pid = spawn(&own, exe, fds, GUEST_FD_PASS + l->npass + 1, &step);
	}
	if (null >= 0)
		close(null);
	if (console[1] >= 0)
		close(console[1]);
	if (socks[1] >= 0)
		close(socks[1]);
	return t->pid > 0 && wait_for_boot(t);
}

struct template *template_get(const struct launch *l, int exe, const int *pass, const char **why)
{
	char *key = key_of(l);
	struct template *t = key ? find_key(key) : NULL;

	*why = "no memory";
	if (!key)
		return NULL;
	if (t) {
		free(key);
	} else {
		t = find_room();
		memset(t, 0, sizeof(*t));
		t->sock = t->console = -1;
		if (!boot(t, l, exe, pass)) {
			forget(t);
			t->why = "the kernel cannot be a template";
		}
		t->key = key;
	}
	*why = t->why;
	return t->pid > 0 ? t : NULL;
}

pid_t template_copy(struct template *t, const int fds[CHANNELS + 1])
{
	char control[CMSG_SPACE(sizeof(int) * (CHANNELS + 1))] = "", byte = 0;
	struct iovec iov = { &byte, 1 };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1, .msg_control = control,
			      .msg_controllen = sizeof(control) };
	struct cmsghdr *cmsg = CMSG_FIRSTHDR(&msg);
	int pid = -1;

	cmsg->cmsg_level = SOL_SOCKET;
	cmsg->cmsg_type = SCM_RIGHTS;
	cmsg->cmsg_len = CMSG_LEN(sizeof(int) * (CHANNELS + 1));
	memcpy(CMSG_DATA(cmsg), fds, sizeof(int) * (CHANNELS + 1));
	if (sendmsg(t->sock, &msg, MSG_NOSIGNAL) == 1 && receive_answer(t, &pid) && pid > 0)
		return pid;
	forget(t);	/* another one next time */
	return -1;
}

const char *template_boot_text(const struct template *t, size_t *bytes)
{
	*bytes = t->bytes;
	return t->text;
}

bool template_is(pid_t pid)
{
	return find_pid(pid) != NULL;
}

/* Of a process that has ended: whether it was a template, which then is reaped as well. */
bool template_reap(pid_t pid)
{
	struct template *t = find_pid(pid);

	if (t)
		forget(t);
	return t != NULL;
}
