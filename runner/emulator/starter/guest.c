// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The running guests: their channels, deadlines and ends. A guest is through
 * when its process is reaped, no descendant of it is left and its channels are
 * drained; only then the runner hears of its end.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "starter.h"

#define NEVER		UINT64_MAX
/* How long the dead may keep their pipes open or refuse to go away. */
#define SWEEP_US	2000000
#define DRAIN_US	1000000
#define RETRY_US	2000
/* Room for the dump of tasks, also when the console is over its cap already. */
#define DUMP_BYTES	(256u << 10)
#define DEFAULT_CAP	(4u << 20)
/* A dump that began and then was silent for so long is complete. */
#define QUIET_US	250000

enum state { FREE, RUNNING, SWEEPING, DRAINING };

struct channel_end {
	int fd;			/* -1 after the end of file */
	uint64_t left;		/* bytes to the cap */
	bool truncated;
};

static struct guest {
	enum state state;
	uint32_t id;
	pid_t pid;		/* its process group, too */
	pid_t session;
	bool timed_out;
	uint64_t started, deadline, last_deadline, grace_us, give_up, wall_us;
	struct channel_end channels[CHANNELS];
	int status;
	struct rusage usage;
} guests[MAX_GUESTS];

static int channels_epoll;
static int live;

static uint64_t now_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000000ull + ts.tv_nsec / 1000;
}

static uint64_t min_u64(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

void guests_init(int epoll_fd)
{
	channels_epoll = epoll_fd;
}

int guests_epoll_fd(void)
{
	return channels_epoll;
}

int guests_count(void)
{
	return live;
}

static struct guest *find(uint32_t id)
{
	size_t i;

	for (i = 0; i < MAX_GUESTS; i++)
		if (guests[i].state != FREE && guests[i].id == id)
			return &guests[i];
	return NULL;
}

static struct guest *find_free(void)
{
	size_t i;

	for (i = 0; i < MAX_GUESTS; i++)
		if (guests[i].state == FREE)
			return &guests[i];
	return NULL;
}

static bool some_tty_guest(void)
{
	size_t i;

	for (i = 0; i < MAX_GUESTS; i++)
		if (guests[i].state != FREE && guests[i].session != guests[i].pid)
			return true;
	return false;
}

static void watch(struct guest *g, int fds[CHANNELS])
{
	struct epoll_event ev = { .events = EPOLLIN };
	size_t i;

	for (i = 0; i < CHANNELS; i++) {
		ev.data.u64 = (uint64_t)(g - guests) << 8 | i;
		g->channels[i].fd = fds[i];
		epoll_ctl(channels_epoll, EPOLL_CTL_ADD, fds[i], &ev);
	}
}

/* What came on a channel, cut at its cap, goes to the runner. */
static void pass_on(struct guest *g, enum channel c, size_t n)
{
	struct channel_end *ch = &g->channels[c];

	if (n > ch->left) {
		ch->truncated = true;
		n = ch->left;
	}
	ch->left -= n;
	if (n > 0)
		out_commit(g->id, CHANNEL_DIGITS[c], n);
}

static void console_data(struct guest *g, const char *text, size_t n)
{
	memcpy(out_chunk(), text, n);
	pass_on(g, CH_KERNEL, n);
}

void guest_start(uint32_t id, char *payload, size_t len)
{
	struct guest *g = find_free();
	static struct launch l;
	const char *refused;
	static struct launched run;
	size_t i;

	refused = launch_parse(&l, payload, len);
	if (id == 0 || find(id))
		refused = "boot id in use";
	else if (!g)
		refused = "too many guests";
	else if (l.tty && tty_fd < 0)
		refused = "no terminal";
	else if (l.tty && some_tty_guest())
		refused = "the terminal is taken";
	if (refused) {
		out_text(id, 'E', "%s", refused);
		return;
	}
	memset(g, 0, sizeof(*g));
	g->started = now_us();
	launch(&l, &run);
	g->pid = run.pid;
	if (g->pid < 0) {
		out_text(id, 'E', "%s", run.note);
		return;
	}
	live++;
	g->state = RUNNING;
	g->id = id;
	g->session = l.tty ? getsid(0) : g->pid;
	g->deadline = l.timeout_ms ? g->started + l.timeout_ms * 1000 : NEVER;
	g->grace_us = l.grace_ms * 1000;
	for (i = 0; i < CHANNELS; i++)
		g->channels[i].left = l.cap_bytes ? l.cap_bytes : DEFAULT_CAP;
	watch(g, run.fds);
	out_text(id, 'P', "%d %s%s%s", g->pid, run.forked ? "fork" : "cold", *run.note ? " " : "", run.note);
	/* What was wrong at the boot of the template is wrong with each copy. */
	for (i = 0; i < run.boot_bytes; i += OUT_CHUNK)
		console_data(g, run.boot_text + i, min_u64(run.boot_bytes - i, OUT_CHUNK));
}

/* Only while the guest is not reaped: until then its pid and group are its own. */
static void kill_group(struct guest *g)
{
	kill(-g->pid, SIGKILL);
	kill(g->pid, SIGKILL);
}

void guest_kill(uint32_t id)
{
	struct guest *g = find(id);

	if (g && g->state == RUNNING)
		kill_group(g);
}

void guest_dump_tasks(uint32_t id)
{
	struct guest *g = find(id);

	if (!g || g->state != RUNNING)
		return;
	g->channels[CH_KERNEL].left += DUMP_BYTES;
	kill(g->pid, SIGUSR2);
}

void guests_kill_all(void)
{
	size_t i;

	for (i = 0; i < MAX_GUESTS; i++)
		if (guests[i].state == RUNNING)
			kill_group(&guests[i]);
}

static void channel_closed(struct channel_end *ch)
{
	close(ch->fd);
	ch->fd = -1;
}

static void read_channel(struct guest *g, enum channel c, bool drop)
{
	struct channel_end *ch = &g->channels[c];
	ssize_t n;

	n = read(ch->fd, out_chunk(), OUT_CHUNK);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		channel_closed(ch);
		return;
	}
	if (c == CH_KERNEL && g->timed_out && g->deadline != NEVER)
		g->deadline = min_u64(g->last_deadline, now_us() + QUIET_US);
	if (!drop)
		pass_on(g, c, n);
}

void guests_read(bool drop)
{
	struct epoll_event ev[64];
	int n, i;

	n = epoll_wait(channels_epoll, ev, 64, 0);
	for (i = 0; i < n && (drop || !out_is_full()); i++)
		read_channel(&guests[ev[i].data.u64 >> 8], ev[i].data.u64 & 0xff, drop);
}

static struct guest *find_pid(pid_t pid)
{
	size_t i;

	for (i = 0; i < MAX_GUESTS; i++)
		if (guests[i].state == RUNNING && guests[i].pid == pid)
			return &guests[i];
	return NULL;
}

/* Looks before it reaps: a reaped pid could belong to a stranger already. */
void guests_reap(void)
{
	siginfo_t info = { 0 };
	struct guest *g;

	while (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid) {
		g = find_pid(info.si_pid);
		if (g) {
			kill_group(g);
			wait4(g->pid, &g->status, 0, &g->usage);
			g->wall_us = now_us() - g->started;
			g->state = SWEEPING;
			g->give_up = now_us() + SWEEP_US;
		} else if (!template_reap(info.si_pid)) {
			waitpid(info.si_pid, NULL, 0);	/* an orphan of some guest */
		}
		info.si_pid = 0;
	}
}

static bool is_session_of_living(pid_t session)
{
	size_t i;

	for (i = 0; i < MAX_GUESTS; i++)
		if (guests[i].state == RUNNING && guests[i].session == session)
			return true;
	return false;
}

/*
 * A child that is neither a living guest nor in the session of one was left by
 * a dead guest. Its children become ours when it dies: the next look finds them.
 */
static bool nothing_left_behind(void)
{
	pid_t pids[MAX_CHILDREN];
	int n, i, found = 0;

	n = list_children(pids, MAX_CHILDREN);
	for (i = 0; i < n; i++) {
		if (find_pid(pids[i]) || template_is(pids[i]) || is_session_of_living(getsid(pids[i])))
			continue;
		kill(pids[i], SIGKILL);
		waitpid(pids[i], NULL, WNOHANG);
		found++;
	}
	return found == 0;
}

static bool is_drained(const struct guest *g)
{
	size_t i;

	for (i = 0; i < CHANNELS; i++)
		if (g->channels[i].fd >= 0)
			return false;
	return true;
}

static void report_end(struct guest *g)
{
	char how[48], truncated[CHANNELS + 1];
	size_t i, n = 0;

	for (i = 0; i < CHANNELS; i++) {
		if (g->channels[i].truncated)
			truncated[n++] = CHANNEL_DIGITS[i];
		if (g->channels[i].fd >= 0)
			channel_closed(&g->channels[i]);
	}
	truncated[n] = 0;
	if (WIFEXITED(g->status))
		snprintf(how, sizeof(how), "code=%d", WEXITSTATUS(g->status));
	else
		snprintf(how, sizeof(how), "signal=%d core=%d", WTERMSIG(g->status), !!WCOREDUMP(g->status));
	out_text(g->id, 'X', "%s utime-us=%llu stime-us=%llu maxrss-kb=%ld wall-us=%llu truncated=%s", how,
		 g->usage.ru_utime.tv_sec * 1000000ull + g->usage.ru_utime.tv_usec,
		 g->usage.ru_stime.tv_sec * 1000000ull + g->usage.ru_stime.tv_usec,
		 g->usage.ru_maxrss, (unsigned long long)g->wall_us, truncated);
	if (g->session != g->pid)
		tty_restore();
	g->state = FREE;
	live--;
}

static void expire(struct guest *g, uint64_t now)
{
	if (now < g->deadline)
		return;
	if (!g->timed_out)
		out_text(g->id, 'T', "%s", "");
	if (g->timed_out || g->grace_us == 0) {
		g->deadline = NEVER;
		kill_group(g);
	} else {
		/* The kernel writes its tasks to the console, then it has to go. */
		g->deadline = g->last_deadline = now + g->grace_us;
		guest_dump_tasks(g->id);
	}
	g->timed_out = true;
}

void guests_tick(void)
{
	uint64_t now = now_us();
	size_t i;

	for (i = 0; i < MAX_GUESTS; i++) {
		struct guest *g = &guests[i];

		if (g->state == RUNNING)
			expire(g, now);
		if (g->state == SWEEPING && (nothing_left_behind() || now >= g->give_up)) {
			g->state = DRAINING;
			g->give_up = now + DRAIN_US;
		}
		/* A reader that is slow does not cost the guest its last words. */
		if (g->state == DRAINING && out_is_full())
			g->give_up = now + DRAIN_US;
		if (g->state == DRAINING && !out_is_full() && (is_drained(g) || now >= g->give_up))
			report_end(g);
	}
}

int guests_timeout(void)
{
	uint64_t now = now_us(), next = NEVER, at;
	size_t i;

	for (i = 0; i < MAX_GUESTS; i++) {
		switch (guests[i].state) {
		case RUNNING:
			at = guests[i].deadline;
			break;
		case SWEEPING:
			at = now + RETRY_US;
			break;
		case DRAINING:
			at = guests[i].give_up;
			break;
		default:
			at = NEVER;
		}
		if (at < next)
			next = at;
	}
	if (next == NEVER)
		return -1;
	return next <= now ? 0 : (next - now + 999) / 1000;
}
