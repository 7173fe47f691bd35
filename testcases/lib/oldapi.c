// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * LTP's old test API. Such a program has its own main(); the first call of the API in it starts the library process's
 * work, which runs the program again: there the same call attaches itself as the test process and returns.
 */
#include "lib.h"
#include "old/test.h"
#include "old/safe_macros.h"

#include <getopt.h>

int tst_count;

static const option_t *own_options;
static void (*own_help)(void);

static void not_called(void)
{
}

static struct tst_test old_test = {.test_all = not_called, .needs_tmpdir = 1};
static bool started;

/* The arguments, for a program that does not hand them over. */
static int read_arguments(char *argv[], int size)
{
	static char text[ARGS_BYTES];
	int fd = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC), count = 0;
	ssize_t length = fd < 0 ? 0 : read(fd, text, sizeof(text) - 1);

	if (fd >= 0)
		close(fd);
	for (ssize_t at = 0; at < length && count < size - 1; at += strlen(text + at) + 1)
		argv[count++] = text + at;
	argv[count] = NULL;
	return count;
}

static void start(int argc, char *argv[])
{
	if (started)
		return;
	started = true;
	tst_test = &old_test;
	if (context_read() == ROLE_NONE) {
		lib.report_fd = lib.shared_fd = -1;
		library_main(argc, argv);
	}
	lib.role = ROLE_TEST;
	setpgid(0, 0);
	context_attach();
	stack_guard();
	context_restore_mask();
	record_send(RECORD_TIMEOUT, "%d", test_timeout_ms());
	/* An old test asks for its directory with tst_tmpdir(). */
	if (chdir(tst_get_startwd()) < 0)
		tst_brk(TBROK | TERRNO, "%s", tst_get_startwd());
}

void tst_old_start_(void)
{
	static char *argv[64];
	int argc;

	if (started)
		return;
	argc = read_arguments(argv, ARRAY_SIZE(argv));
	start(argc, argv);
}

static const option_t *find_option(int letter)
{
	for (const option_t *option = own_options; option && option->option; option++) {
		if (option->option[0] == letter)
			return option;
	}
	return NULL;
}

/* The library process reads the arguments too. */
static void declare_options(void)
{
	static struct tst_option declared[32];
	static char *ignored;
	size_t count = 0;

	for (const option_t *option = own_options; option && option->option; option++) {
		if (count < ARRAY_SIZE(declared) - 1)
			declared[count++] = (struct tst_option){option->option, &ignored, ""};
	}
	old_test.options = declared;
}

void tst_parse_opts(int argc, char *argv[], const option_t *user_optarg, void (*user_help)(void))
{
	char letters[128] = "hi:I:";
	int letter;

	own_options = user_optarg;
	own_help = user_help;
	for (const option_t *option = user_optarg; option && option->option; option++)
		strncat(letters, option->option, sizeof(letters) - strlen(letters) - 1);
	while ((letter = getopt(argc, argv, letters)) != -1) {
		const option_t *option = find_option(letter);

		if (option) {
			if (option->flag)
				*option->flag = 1;
			if (option->arg)
				*option->arg = optarg;
		} else if (letter == 'i') {
			opt_iterations = strtoul(optarg, NULL, 10);
		} else if (letter == 'I') {
			opt_seconds = strtof(optarg, NULL);
		} else {
			printf("usage: %s [options]\n -h      this text\n -i n    run the test n times\n"
			       " -I s    run it for s seconds\n", base_name(argv[0]));
			if (own_help)
				own_help();
			fflush(stdout);
			_exit(letter == 'h' ? 0 : TBROK);
		}
	}
	optind = 1;
	declare_options();
	start(argc, argv);
}

int tst_old_looping_(int counter)
{
	static int64_t until;

	tst_old_start_();
	if (opt_seconds <= 0)
		return (unsigned int)counter < opt_iterations;
	if (counter == 0)
		until = now_ms() + (int64_t)(opt_seconds * 1000);
	return now_ms() < until;
}

void tst_old_cleanup_(void (*cleanup)(void))
{
	int err = errno;

	tst_old_start_();
	old_test.cleanup = cleanup;
	errno = err;
}

void tst_old_resm_(const char *file, int line, int ttype, const char *fmt, ...)
{
	va_list ap;

	tst_old_start_();
	va_start(ap, fmt);
	vres(file, line, ttype, fmt, ap);
	va_end(ap);
}

void tst_old_brkm_(const char *file, int line, int ttype, void (*cleanup)(void), const char *fmt, ...)
{
	va_list ap;

	tst_old_cleanup_(cleanup);
	va_start(ap, fmt);
	vbrk(file, line, ttype, fmt, ap);
	va_end(ap);
	tst_exit(); /* tst_brkm() in a cleanup function */
}

void tst_exit(void)
{
	tst_old_start_();
	stack_check();
	record_send(RECORD_END, "ok");
	fflush(NULL);
	_exit(0);
}

static void unexpected(int sig)
{
	tst_brk_(__FILE__, __LINE__, TBROK, "unexpected signal %s", tst_strsig(sig));
}

void tst_old_sig_(int fork_flag, void (*handler)(int), void (*cleanup)(void))
{
	/* Those that a test may well send itself, or that end it anyway, stay as they are. */
	static const int caught[] = {SIGHUP, SIGUSR1, SIGUSR2, SIGPIPE, SIGALRM, SIGIO, SIGPROF, SIGVTALRM, SIGSYS};

	(void)fork_flag;
	tst_old_cleanup_(cleanup);
	for (size_t i = 0; i < ARRAY_SIZE(caught); i++)
		signal(caught[i], handler == DEF_HANDLER ? unexpected : handler);
}

void tst_require_root(void)
{
	tst_old_start_();
	if (geteuid() != 0)
		tst_brk(TCONF, "the test needs root");
}

void tst_tmpdir(void)
{
	tst_old_start_();
	if (chdir(tst_tmpdir_path()) < 0)
		tst_brk(TBROK | TERRNO, "%s", tst_tmpdir_path());
}

void tst_rmdir(void)
{
	/* The library process removes it when the test has ended. */
}
