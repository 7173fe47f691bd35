// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Arguments, environment and path together may fill the 32 pages that the kernel collects them in, less one
 * pointer, and not a byte more. The program has stack enough for them.
 */
#include "../tiny.h"

#define PATH "./program"
#define PAGES (32 * TINY_PAGE)
/* One pointer at the end is the kernel's; the path stands there too. */
#define MOST (PAGES - sizeof(void *) - sizeof(PATH))

static char first[PAGES + 16], second[PAGES + 16];

/* Strings of so many bytes, the NULs counted; 0: no such string. */
static void check(const char *what, size_t arg, size_t env, int err)
{
	char *const argv[] = {arg ? first : NULL, NULL}, *const envp[] = {env ? second : NULL, NULL};
	struct tiny_run run;

	memset(first, 'f', sizeof(first));
	memset(second, 's', sizeof(second));
	if (arg)
		first[arg - 1] = '\0';
	if (env)
		second[env - 1] = '\0';
	tiny_start(&run, PATH, argv, envp);
	TST_EXP_EXPR(run.err == err, "%s: expected %s, got %s", what, tst_strerrno(err), tst_strerrno(run.err));
	if (run.sp) {
		struct tiny_stack stack;

		tiny_stack(&run, &stack);
		TST_EXP_EXPR((!arg || !strcmp(tiny_string(stack.argv[0]), first)) &&
			     (!env || !strcmp(tiny_string(stack.envp[0]), second)), "%s: the strings are whole", what);
	}
	tiny_stop(&run);
	if (err)
		TST_EXP_EXPR(WIFEXITED(run.status) && WEXITSTATUS(run.status) == TINY_ALIVE,
			     "%s: the caller goes on, it %s", what, tst_strstatus(run.status));
	else
		TST_EXP_EXPR(WIFEXITED(run.status) && WEXITSTATUS(run.status) == TINY_CODE,
			     "%s: expected exit code %d, it %s", what, TINY_CODE, tst_strstatus(run.status));
}

static void run(void)
{
	check("a page less than all", PAGES / 2 - TINY_PAGE, PAGES / 2, 0);
	check("to the last byte", PAGES / 2, MOST - PAGES / 2, 0);
	check("a byte more", PAGES / 2, MOST - PAGES / 2 + 1, E2BIG);
	check("a page more than all", PAGES / 2 + TINY_PAGE, PAGES / 2, E2BIG);
	check("one argument to the last byte", MOST, 0, 0);
	check("one argument, a byte more", MOST + 1, 0, E2BIG);
	check("one argument longer than all pages", PAGES + 1, 0, E2BIG);
	check("one environment string longer than all pages", 2, PAGES + 1, E2BIG);
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
