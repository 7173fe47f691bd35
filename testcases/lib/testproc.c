// SPDX-License-Identifier: GPL-2.0-or-later
/* The test process: setup(), the test functions as often as asked for, cleanup(). And the way into every role. */
#include "lib.h"
#include "tst_clocks.h"
#include "tst_safe_pthread.h"
#include "tst_timer_test.h"


#define DEFAULT_TIMEOUT_S 30

static int64_t function_started;
static int timeout_s, runtime_s;

int64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}

void sleep_ms(unsigned int ms)
{
	struct timespec ts = {ms / 1000, ms % 1000 * 1000000L};

	while (nanosleep(&ts, &ts) < 0 && errno == EINTR)
		continue;
}

void copy_text(char *to, size_t size, const char *from)
{
	size_t len = MIN(strlen(from), size - 1);

	memcpy(to, from, len);
	to[len] = '\0';
}

void join_path(char *to, size_t size, const char *dir, const char *name)
{
	const size_t len = strlen(dir);

	if (len + strlen(name) + 2 > size)
		tst_brk(TBROK, "%s/%s: the path is too long", dir, name);
	memcpy(to, dir, len);
	to[len] = '/';
	strcpy(to + len + 1, name);
}

/* LTP_TIMEOUT_MUL and LTP_RUNTIME_MUL as LTP documents them: factors for slow machines. */
static float factor(const char *name)
{
	const char *text = getenv(name);
	float value = text ? strtof(text, NULL) : 1;

	return value > 0 ? value : 1;
}

unsigned int tst_multiply_timeout(unsigned int timeout)
{
	return timeout * factor("LTP_TIMEOUT_MUL");
}

static void take_times(void)
{
	timeout_s = tst_test->timeout ? tst_test->timeout : DEFAULT_TIMEOUT_S;
	runtime_s = tst_test->runtime ? tst_test->runtime : tst_test->max_runtime;
	runtime_s = MAX(runtime_s, tst_test->min_runtime);
	if (opt_seconds > runtime_s)
		runtime_s = opt_seconds + 1;
}

int test_timeout_ms(void)
{
	if (timeout_s == 0)
		take_times();
	if (timeout_s == TST_UNLIMITED_TIMEOUT || runtime_s == TST_UNLIMITED_RUNTIME)
		return -1;
	return tst_multiply_timeout(timeout_s * 1000) + runtime_s * 1000 * factor("LTP_RUNTIME_MUL");
}

static void begin_function(void)
{
	function_started = now_ms();
	record_send(RECORD_TIMEOUT, "%d", test_timeout_ms());
}

void tst_set_timeout(int timeout)
{
	timeout_s = timeout;
	begin_function();
}

void tst_set_runtime(int runtime)
{
	runtime_s = runtime;
	begin_function();
}

void tst_set_max_runtime(int runtime)
{
	tst_set_runtime(runtime);
}

/* Seconds left of the wanted runtime of this call of the test function. */
unsigned int tst_remaining_runtime(void)
{
	int64_t wanted = runtime_s * 1000 * factor("LTP_RUNTIME_MUL");
	int64_t left = wanted - (now_ms() - function_started);

	return left > 0 ? (left + 999) / 1000 : 0;
}

/* Of the process that declares it: the test's own and, in the library process, that of what the library made. */
void run_cleanup(void)
{
	if (lib.in_cleanup)
		return;
	lib.in_cleanup = true;
	if (lib.role == ROLE_TEST) {
		if (tst_test->cleanup)
			tst_test->cleanup();
		tst_free_all();
		stack_check();
	}
	if (lib.role == ROLE_LIBRARY) {
		tst_wallclock_restore();
		tst_sys_conf_restore(0);
		tst_cg_cleanup();
		device_release();
		tmpdir_remove();
	}
}

/* A vfork child that returned from the test function has our memory and nearly no stack left: say it and go. */
static void check_no_stray_child(const char *where)
{
	if (getpid() == lib.pid)
		return;
	tst_res_(__FILE__, __LINE__, TBROK, "a vfork child came out of %s: end it with _exit()", where);
	_exit(TBROK);
}

/*
 * exit() in a vfork child would run the parent's exit handlers and flush its streams. A thread that calls it, while the
 * first one waits, ends the test on purpose: a timer's or a message queue's callback has no other way.
 */
static void on_exit_check(void)
{
	check_no_stray_child("its block by exit()");
	if (lib.role == ROLE_TEST && syscall(SYS_gettid) != lib.pid)
		record_send(RECORD_END, "by a thread");
}

static void run_function(unsigned int nr)
{
	const uint32_t before = __atomic_load_n(&lib.shared->results, __ATOMIC_SEQ_CST);

	if (tst_test->test)
		tst_test->test(nr);
	else
		tst_test->test_all();
	check_no_stray_child("the test function");
	tst_reap_children();
	if (__atomic_load_n(&lib.shared->results, __ATOMIC_SEQ_CST) == before)
		tst_brk(TBROK, "test %u has reported no results", nr);
}

static void run_functions(void)
{
	const unsigned int count = tst_test->test ? tst_test->tcnt : 1;
	const int64_t until = opt_seconds > 0 ? now_ms() + (int64_t)(opt_seconds * 1000) : 0;
	unsigned int round = 0;

	do {
		begin_function();
		for (unsigned int nr = 0; nr < count; nr++)
			run_function(nr);
		round++;
	} while (opt_seconds > 0 ? now_ms() < until : round < opt_iterations);
}

static void check_declaration(void)
{
	if (!tst_test->test == !tst_test->test_all)
		tst_brk(TBROK, "struct tst_test needs either test or test_all");
	if (!tst_test->test != !tst_test->tcnt)
		tst_brk(TBROK, "struct tst_test needs tcnt together with test");
}

/* The rest of struct tst_test that belongs into the process that runs the test. */
static void prepare(int argc, char *argv[])
{
	options_parse(argc, argv);
	check_declaration();
	device_attach();
	if (tst_test->needs_cgroup_ctrls)
		tst_cg_init();
	if (tst_test->bufs)
		tst_buffers_alloc(tst_test->bufs);
}

/*
 * The C library gives a thread as much stack as the program asks for its first one: 1 MB, in a block of 2 MB, of which a
 * guest soon has none. Its number can only be made larger by its own interface, so we write it: an unsigned int, part of
 * every musl since 1.1.21. A little less than a power of two, so that the guard and the thread's own data fit in as well.
 */
extern unsigned int __default_stacksize __attribute__((weak, visibility("hidden")));

static void smaller_thread_stacks(void)
{
	if (&__default_stacksize && __default_stacksize > TST_THREAD_STACK - 16 * 1024)
		__default_stacksize = TST_THREAD_STACK - 16 * 1024;
}

void test_main(int argc, char *argv[])
{
	lib.role = ROLE_TEST;
	smaller_thread_stacks();
	setpgid(0, 0);
	context_attach();
	atexit(on_exit_check);
	stack_guard();
	prepare(argc, argv);
	if (tst_test->caps)
		tst_cap_setup(tst_test->caps, TST_CAP_REQ);
	context_restore_mask();
	begin_function();
	if (tst_test->setup)
		tst_test->setup();
	if (tst_test->caps)
		tst_cap_setup(tst_test->caps, TST_CAP_DROP);
	run_functions();
	run_cleanup();
	record_send(RECORD_END, "ok");
	exit(0);
}

/* The arguments with which the library process was started: those of a child are its own. */
static char **first_arguments(void)
{
	char **argv = calloc(lib.shared->argc + 1, sizeof(*argv));
	char *text = lib.shared->args;

	if (!argv)
		tst_brk(TBROK | TERRNO, "calloc()");
	for (uint32_t i = 0; i < lib.shared->argc; i++) {
		argv[i] = text;
		text += strlen(text) + 1;
	}
	return argv;
}

void child_prepare(void)
{
	lib.role = ROLE_CHILD;
	smaller_thread_stacks();
	context_attach();
	atexit(on_exit_check);
	prepare(lib.shared->argc, first_arguments());
	take_times();
	function_started = now_ms();
	context_restore_mask();
}

void tst_run_tcases(int argc, char *argv[], struct tst_test *self)
{
	tst_test = self->sample ? tst_timer_test_setup(self) : self;
	switch (context_read()) {
	case ROLE_TEST:
		test_main(argc, argv);
	case ROLE_CHILD:
		child_main(argc, argv);
	default:
		lib.report_fd = lib.shared_fd = -1;
		library_main(argc, argv);
	}
}
