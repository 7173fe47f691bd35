// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * ltp-nommu starter: one per run. Two processes: the keeper, which the runner
 * started, and its only child, the starter proper. Whatever of the two is
 * killed, the other one ends the guests; if both are, the guests' parent death
 * signal does. The end of stdin (the runner died) ends all as well.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "starter.h"

#define QUIT_MS		4000	/* then guests that cannot be killed are left to the keeper */
#define LAST_WORDS_MS	1000

enum source { REQUESTS, REPLIES, SIGNALS, CHANNELS_READY };

int tty_fd = -1;
static struct termios tty_modes;
static pid_t tty_group;

static int main_epoll;
static int quitting;		/* exit status + 1 */

static void die(const char *what)
{
	fprintf(stderr, "ltp-nommu starter: %s: %s\n", what, strerror(errno));
	exit(1);
}

static uint64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000ull + ts.tv_nsec / 1000000;
}

/* The terminal as it was, in the hands of who had it: also after a crash of the guest. */
void tty_restore(void)
{
	if (tty_fd < 0)
		return;
	if (tty_group > 0)
		tcsetpgrp(tty_fd, tty_group);
	tcsetattr(tty_fd, TCSADRAIN, &tty_modes);
}

static void block_signals(sigset_t *set)
{
	int sig;

	/* What the runner ignored (nohup) is not meant for the guests. */
	for (sig = 1; sig < NSIG; sig++)
		signal(sig, SIG_DFL);
	sigemptyset(set);
	sigaddset(set, SIGCHLD);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGHUP);
	sigaddset(set, SIGPIPE);
	sigaddset(set, SIGTTOU);	/* a background process may touch the terminal then */
	sigprocmask(SIG_BLOCK, set, NULL);
}

/* Descriptors below FIRST_OWN_FD are taken, so that no other one gets there. */
static void reserve_descriptors(void)
{
	int fd;

	if (isatty(3) && tcgetattr(3, &tty_modes) == 0) {
		tty_fd = fcntl(3, F_DUPFD_CLOEXEC, FIRST_OWN_FD);
		tty_group = tcgetpgrp(3);
	}
	close_range(3, FIRST_OWN_FD - 1, 0);
	close_range(tty_fd == FIRST_OWN_FD ? FIRST_OWN_FD + 1 : FIRST_OWN_FD, ~0u, 0);
	do
		fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	while (fd >= 0 && fd < FIRST_OWN_FD - 1);
	if (fd < 0)
		die("/dev/null");
}

/* Ends every process below this one; orphans of the killed come up as children. */
static void end_descendants(void)
{
	uint64_t until = now_ms() + QUIT_MS;
	pid_t pids[MAX_CHILDREN];
	int n, i;

	while ((n = list_children(pids, MAX_CHILDREN)) > 0 && now_ms() < until) {
		for (i = 0; i < n; i++)
			kill(pids[i], SIGKILL);
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
		poll(NULL, 0, 1);
	}
}

static int keep(pid_t starter, const sigset_t *signals)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	siginfo_t info;
	int status;
	pid_t pid;

	/* The runner shall see the end of its pipes when the starter ends. */
	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	for (;;) {
		if (sigwaitinfo(signals, &info) < 0)
			continue;
		if (info.si_signo == SIGTERM || info.si_signo == SIGINT || info.si_signo == SIGHUP)
			kill(starter, info.si_signo);
		while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
			if (pid != starter)
				continue;
			end_descendants();
			tty_restore();
			return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
		}
	}
}

static void quit(int status)
{
	if (!quitting)
		quitting = status + 1;
	guests_kill_all();
}

static void on_request(const struct request *req)
{
	switch (req->type) {
	case 'S':
		guest_start(req->id, req->payload, req->len);
		break;
	case 'K':
		guest_kill(req->id);
		break;
	case 'D':
		guest_dump_tasks(req->id);
		break;
	case 'Q':
		quit(0);
		break;
	default:
		out_text(req->id, 'E', "unknown request %d", req->type);
	}
}

static void take_requests(void)
{
	struct request req;
	int more;

	while (!quitting && !out_is_full() && (more = in_next(&req)) != 0) {
		if (more < 0) {
			out_text(0, 'E', "request too long");
			quit(1);
			return;
		}
		on_request(&req);
	}
}

static void read_signals(int fd)
{
	struct signalfd_siginfo info;

	while (read(fd, &info, sizeof(info)) == sizeof(info)) {
		if (info.ssi_signo == SIGCHLD)
			guests_reap();
		else if (info.ssi_signo != SIGPIPE && info.ssi_signo != SIGTTOU)
			quit(128 + info.ssi_signo);
	}
}

static void listen_to(int op, int fd, enum source source, uint32_t events)
{
	struct epoll_event ev = { .events = events, .data.u32 = source };

	/* stdin and stdout may be files, when somebody plays with the starter by hand. */
	if (epoll_ctl(main_epoll, op, fd, &ev) < 0 && errno != EPERM && errno != ENOENT)
		die("epoll_ctl");
}

/*
 * Back-pressure: while the queue to the runner is full, neither guests nor
 * requests are read. Guests then wait in write(), their deadlines run on.
 */
static void adjust_interest(bool more_to_write)
{
	static bool was_writing, was_full;
	bool full = out_is_full() && !quitting;

	if (more_to_write != was_writing)
		listen_to(EPOLL_CTL_MOD, STDOUT_FILENO, REPLIES, more_to_write ? EPOLLOUT : 0);
	if (full != was_full) {
		listen_to(EPOLL_CTL_MOD, STDIN_FILENO, REQUESTS, full ? 0 : EPOLLIN);
		listen_to(EPOLL_CTL_MOD, guests_epoll_fd(), CHANNELS_READY, full ? 0 : EPOLLIN);
	}
	was_writing = more_to_write;
	was_full = full;
}

static int next_timeout(uint64_t quit_at)
{
	int timeout = guests_timeout();

	if (quitting && (timeout < 0 || timeout > 50))
		timeout = 50;
	return quitting && now_ms() >= quit_at ? 0 : timeout;
}

static int serve(int signals)
{
	struct epoll_event ev[8];
	uint64_t quit_at = 0;
	int n, i, writable;

	while (!quitting || (guests_count() > 0 && now_ms() < quit_at)) {
		n = epoll_wait(main_epoll, ev, 8, next_timeout(quit_at));
		for (i = 0; i < n; i++) {
			if (ev[i].data.u32 == REQUESTS && !in_fill())
				quit(0);
			else if (ev[i].data.u32 == REPLIES && ev[i].events & (EPOLLERR | EPOLLHUP))
				quit(0);
			else if (ev[i].data.u32 == SIGNALS)
				read_signals(signals);
			else if (ev[i].data.u32 == CHANNELS_READY)
				guests_read(quitting);
		}
		take_requests();
		guests_tick();
		writable = out_flush();
		if (writable < 0)
			quit(0);
		adjust_interest(writable > 0);
		if (quitting && !quit_at) {
			quit_at = now_ms() + QUIT_MS;
			listen_to(EPOLL_CTL_DEL, STDIN_FILENO, REQUESTS, 0);
			listen_to(EPOLL_CTL_DEL, STDOUT_FILENO, REPLIES, 0);
		}
	}
	return quitting - 1;
}

static void last_words(void)
{
	struct pollfd pfd = { .fd = STDOUT_FILENO, .events = POLLOUT };
	uint64_t until = now_ms() + LAST_WORDS_MS;

	while (out_flush() > 0 && now_ms() < until)
		poll(&pfd, 1, 50);
}

int main(void)
{
	int signals, status;
	sigset_t set;
	pid_t keeper, pid;

	block_signals(&set);
	reserve_descriptors();
	keeper = getpid();
	if (prctl(PR_SET_CHILD_SUBREAPER, 1) < 0)
		die("PR_SET_CHILD_SUBREAPER");
	pid = fork();
	if (pid < 0)
		die("fork");
	if (pid > 0)
		return keep(pid, &set);

	prctl(PR_SET_CHILD_SUBREAPER, 1);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != keeper)
		return 1;
	fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK);
	fcntl(STDOUT_FILENO, F_SETFL, O_NONBLOCK);
	signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	main_epoll = epoll_create1(EPOLL_CLOEXEC);
	guests_init(epoll_create1(EPOLL_CLOEXEC));
	if (signals < 0 || main_epoll < 0 || guests_epoll_fd() < 0)
		die("epoll");
	listen_to(EPOLL_CTL_ADD, STDIN_FILENO, REQUESTS, EPOLLIN);
	listen_to(EPOLL_CTL_ADD, STDOUT_FILENO, REPLIES, 0);
	listen_to(EPOLL_CTL_ADD, signals, SIGNALS, EPOLLIN);
	listen_to(EPOLL_CTL_ADD, guests_epoll_fd(), CHANNELS_READY, EPOLLIN);
	out_text(0, 'H', "%d %d", PROTOCOL_VERSION, getpid());
	out_flush();
	status = serve(signals);
	last_words();
	end_descendants();
	tty_restore();
	return status;
}
