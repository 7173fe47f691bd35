// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The library process: prepares what the test declares, runs the test process once per variant (and file system),
 * watches it, and has the last word on how it ended.
 */
#include "lib.h"

#include <poll.h>

/* After a child reported TBROK the test gets so long to end by itself. */
#define BROKEN_GRACE_MS 1000

static struct {
	pid_t pid;
	int pipe_read;
	char buf[8192];
	size_t len;
	int64_t deadline; /* monotonic ms; -1: none */
	int64_t started;
	bool timed_out, ended, broken, stopped_by_us;
} watch;

static volatile sig_atomic_t interrupted;

static void on_child(int sig)
{
	(void)sig; /* only interrupts ppoll() */
}

static void on_interrupt(int sig)
{
	interrupted = sig;
}

static void set_deadline(int ms)
{
	watch.started = now_ms();
	watch.deadline = ms < 0 ? -1 : watch.started + ms;
}

static void handle_line(char *line)
{
	switch ((enum record_kind)line[0]) {
	case RECORD_TIMEOUT:
		set_deadline(atoi(strchr(line + 2, ' ') ?: ""));
		return;
	case RECORD_END:
		watch.ended = true;
		return;
	case RECORD_BROK:
		watch.broken = true;
		if (atoi(line + 2) != watch.pid)
			watch.deadline = now_ms() + BROKEN_GRACE_MS;
		break;
	default:
		break;
	}
	tap_record(line);
}

/* Takes what is in the pipe; false at its end. */
static bool take(void)
{
	ssize_t ret = read(watch.pipe_read, watch.buf + watch.len, sizeof(watch.buf) - 1 - watch.len);
	char *line = watch.buf, *end;

	if (ret <= 0)
		return ret < 0 && errno == EINTR;
	watch.len += ret;
	watch.buf[watch.len] = '\0';
	while ((end = memchr(line, '\n', watch.buf + watch.len - line))) {
		*end = '\0';
		handle_line(line);
		line = end + 1;
	}
	watch.len -= line - watch.buf;
	memmove(watch.buf, line, watch.len);
	if (watch.len == sizeof(watch.buf) - 1)
		watch.len = 0; /* no line of ours is that long */
	return true;
}

static void drain(void)
{
	struct pollfd poll_fd = {.fd = watch.pipe_read, .events = POLLIN};

	while (poll(&poll_fd, 1, 0) > 0 && take())
		continue;
}

static void kill_test(void)
{
	kill(-watch.pid, SIGKILL);
	kill(watch.pid, SIGKILL);
	watch.stopped_by_us = true;
}

static void check_limits(void)
{
	if (interrupted) {
		tap_bail("%s: interrupted by %s", base_name(lib.shared->exe), tst_strsig(interrupted));
		kill_test();
	}
	if (watch.deadline < 0 || now_ms() < watch.deadline)
		return;
	watch.deadline = -1;
	if (!watch.broken) {
		watch.timed_out = true;
		tap_bail("%s: TBROK: the test ran into its timeout after %lld ms", base_name(lib.shared->exe),
			 (long long)(now_ms() - watch.started));
	}
	kill_test();
}

/* Until the test process has ended; its wait status. */
static int watch_test(const sigset_t *wait_mask)
{
	struct pollfd poll_fd = {.fd = watch.pipe_read, .events = POLLIN};

	for (;;) {
		struct timespec limit = {0};
		int64_t left = watch.deadline < 0 ? 3600 * 1000 : watch.deadline - now_ms();
		int status;

		if (waitpid(watch.pid, &status, WNOHANG | __WALL) == watch.pid)
			return status;
		check_limits();
		left = MAX(left, (int64_t)1);
		limit.tv_sec = left / 1000;
		limit.tv_nsec = left % 1000 * 1000000;
		if (ppoll(&poll_fd, 1, &limit, wait_mask) > 0)
			take();
	}
}

static void judge_end(int status)
{
	const char *name = base_name(lib.shared->exe);

	if (watch.timed_out || watch.broken || (interrupted && watch.stopped_by_us))
		return;
	if (WIFSIGNALED(status))
		tap_bail("%s: TBROK: the test process was %s", name, tst_strstatus(status));
	else if (WEXITSTATUS(status) != 0 && !watch.ended)
		tap_bail("%s: TBROK: the test process %s without a reason", name, tst_strstatus(status));
	else if (!watch.ended)
		tap_bail("%s: TBROK: the test process called exit(0) before its end", name);
}

/* The mask while waiting lets SIGCHLD through, the one in between does not: no end of the test can be missed. */
static void run_test_process(char *const argv[])
{
	sigset_t block, before;
	int error, status;

	watch.timed_out = watch.ended = watch.broken = watch.stopped_by_us = false;
	watch.len = 0;
	lib.shared->results = 0;
	set_deadline(test_timeout_ms());
	watch.pid = context_spawn(argv, "test", NULL, 0, &error);
	if (watch.pid < 0) {
		errno = error;
		tst_brk(TBROK | TERRNO, "cannot start the test process");
	}
	lib.shared->test_pid = watch.pid;
	sigemptyset(&block);
	sigaddset(&block, SIGCHLD);
	sigaddset(&block, SIGINT);
	sigaddset(&block, SIGTERM);
	sigprocmask(SIG_BLOCK, &block, &before);
	status = watch_test(&before);
	sigprocmask(SIG_SETMASK, &before, NULL);
	kill(-watch.pid, SIGKILL); /* what the test left running in its group */
	drain();
	judge_end(status);
}

static void open_pipe(void)
{
	int fds[2];

	if (pipe2(fds, O_CLOEXEC) < 0)
		tst_brk(TBROK | TERRNO, "pipe2()");
	watch.pipe_read = move_fd(fds[0]);
	lib.report_fd = move_fd(fds[1]);
	signal(SIGCHLD, on_child);
	signal(SIGINT, on_interrupt);
	signal(SIGTERM, on_interrupt);
}

static char *const *arguments;

static void run_variants(void)
{
	unsigned int variants = MAX(tst_test->test_variants, 1U);

	for (lib.shared->variant = 0; lib.shared->variant < variants && !tap_bailed(); lib.shared->variant++)
		run_test_process(arguments);
}

static void check_taint(void)
{
	unsigned int taint = tst_taint_check();

	if (taint)
		tst_res(TFAIL, "the test tainted the kernel: flags 0x%x came", taint);
}

void library_main(int argc, char *argv[])
{
	int code;

	lib.role = ROLE_LIBRARY;
	lib.lib_pid = lib.pid;
	tap_open();
	if (tst_test->tconf_msg)
		tst_brk(TCONF, "%s", tst_test->tconf_msg);
	options_parse(argc, argv);
	context_create(argc, argv);
	needs_check();
	if (tmpdir_wanted())
		tmpdir_create();
	resources_copy();
	needs_apply();
	if (tst_test->taint_check)
		tst_taint_init(tst_test->taint_check);
	open_pipe();
	arguments = argv;
	if (device_wanted())
		run_on_devices(run_variants);
	else
		run_variants();
	if (tst_test->taint_check)
		check_taint();
	run_cleanup();
	code = tap_close();
	fflush(stdout);
	_exit(code);
}
