// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Many arguments, empty ones, and ones that lie across pages arrive as they were given, and so does a large
 * environment; /proc tells both, each without the other.
 */
#include "../tiny.h"

#define ARGS 1000
#define ENVS 500

static char *args[ARGS + 1], *envs[ENVS + 1], *const none[] = {NULL};
static char store[120 * 1024], want[128 * 1024], got[128 * 1024];

/* Gives `list` strings of these lengths, after each other in `at`; the end. */
static char *make(char *list[], int count, char *at, int (*length)(int))
{
	for (int i = 0; i < count; i++) {
		int len = length(i);

		list[i] = at;
		for (int j = 0; j < len; j++)
			*at++ = 'A' + (i + j) % 58;
		*at++ = '\0';
	}
	list[count] = NULL;
	return at;
}

static int arg_length(int i)
{
	/* each seventh empty; three longer than a page */
	if (i % 7 == 3)
		return 0;
	return i % 300 == 100 ? 5000 + i : 10 + i % 50;
}

static int env_length(int i)
{
	return 20 + i % 40;
}

static int same_strings(char *const list[], unsigned long *words, unsigned long count)
{
	for (unsigned long i = 0; i < count; i++)
		if (strcmp(list[i], tiny_string(words[i])))
			return 0;
	return words[count] == 0;
}

/* The file of /proc holds exactly these strings, each with its NUL. */
static int same_file(pid_t pid, const char *name, char *const list[])
{
	size_t len = 0;
	ssize_t have;

	for (int i = 0; list[i]; i++)
		len = stpcpy(want + len, list[i]) + 1 - want;
	have = tiny_slurp(pid, name, got, sizeof(got));
	if (have != (ssize_t)len)
		tst_res(TINFO, "%s has %zd bytes, expected %zu", name, have, len);
	return have == (ssize_t)len && !memcmp(got, want, len);
}

static void check(const char *what, char *const argv[], int argc, char *const envp[], int envc)
{
	struct tiny_stack stack;
	struct tiny_run run;

	tiny_start(&run, "./program", argv, envp);
	TST_EXP_EXPR(run.sp != 0, "%s: expected it to run, got %s", what, tst_strerrno(run.err));
	if (!run.sp)
		return (void)tiny_stop(&run);
	tiny_stack(&run, &stack);
	TST_EXP_EXPR(stack.argc == (unsigned long)argc, "%s: %lu arguments, expected %d", what, stack.argc, argc);
	TST_EXP_EXPR(stack.argc == (unsigned long)argc && same_strings(argv, stack.argv, argc),
		     "%s: the arguments are the ones given", what);
	TST_EXP_EXPR(stack.envc == (unsigned long)envc, "%s: %lu environment strings, expected %d", what, stack.envc,
		     envc);
	TST_EXP_EXPR(stack.envc == (unsigned long)envc && same_strings(envp, stack.envp, envc),
		     "%s: the environment is the one given, in order", what);
	TST_EXP_EXPR(same_file(run.pid, "cmdline", argv), "%s: cmdline has the arguments only", what);
	TST_EXP_EXPR(same_file(run.pid, "environ", envp), "%s: environ has the environment only", what);
	TST_EXP_EXPR(tiny_stop(&run), "%s: expected exit code %d, it %s", what, TINY_CODE, tst_strstatus(run.status));
}

static void run(void)
{
	char *const pages[] = {store, store + 1, store + 4000, "", store + 4096, NULL}, *const empty[] = {"", NULL};
	char *const three[] = {"a=1", "", "b=2", NULL};
	struct tiny_stack stack;
	struct tiny_run run;
	char *end;

	end = make(args, ARGS, store, arg_length);
	make(envs, ENVS, end, env_length);
	check("1000 arguments, 500 strings", args, ARGS, envs, ENVS);
	check("1000 arguments", args, ARGS, none, 0);
	check("500 strings", empty, 1, envs, ENVS);
	memset(store, 'x', 9000);
	store[9000] = '\0';
	check("strings longer than a page", pages, 5, three, 3);

	tiny_start(&run, "./program", none, none);
	TST_EXP_EXPR(run.sp != 0, "argv without a string: expected it to run, got %s", tst_strerrno(run.err));
	if (run.sp) {
		tiny_stack(&run, &stack);
		TST_EXP_EXPR(stack.argc == 1, "argv without a string: argc is %lu, expected 1", stack.argc);
		TST_EXP_EXPR(stack.argv[0] && !tiny_string(stack.argv[0])[0] && !stack.argv[1],
			     "argv without a string: the one argument is empty");
	}
	TST_EXP_EXPR(tiny_stop(&run), "argv without a string: expected exit code %d, it %s", TINY_CODE,
		     tst_strstatus(run.status));
}

static void setup(void)
{
	struct tiny tiny;

	tiny_init(&tiny);
	tiny.ph[1].p_memsz = 512 * 1024;
	tiny_write("program", &tiny);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
