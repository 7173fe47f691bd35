// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the loader takes: a static PIE and scripts. All else is refused while the caller can still go on.
 */
#include "../tiny.h"

static void check_script(const char *path, const char *const *want)
{
	char *const argv[] = {"zero", "last", NULL}, *const envp[] = {NULL};
	struct tiny_stack stack;
	struct tiny_run run;
	unsigned int i = 0;

	tiny_start(&run, path, argv, envp);
	TST_EXP_EXPR(run.sp != 0, "%s: expected it to run, got %s", path, tst_strerrno(run.err));
	if (run.sp) {
		tiny_stack(&run, &stack);
		while (want[i] && i < stack.argc && !strcmp(tiny_string(stack.argv[i]), want[i]))
			i++;
		TST_EXP_EXPR(!want[i] && i == stack.argc, "%s: argument %u of %lu is \"%s\", expected \"%s\"", path, i,
			     stack.argc, i < stack.argc ? tiny_string(stack.argv[i]) : "(none)",
			     want[i] ? want[i] : "(none)");
	}
	TST_EXP_EXPR(tiny_stop(&run), "%s: expected exit code %d, it %s", path, TINY_CODE, tst_strstatus(run.status));
}

static void run(void)
{
	static const char one[] = "#!./tiny\n", two[] = "#!./one\n", arg[] = "#!./tiny  first second \n";
	int lines = fig_lines(FIG_SELF);
	struct tiny tiny;

	tiny_init(&tiny);
	tiny_write("tiny", &tiny);
	tiny_runs("static PIE", "./tiny");

	tiny.eh.e_type = ET_EXEC;
	tiny_write("bad", &tiny);
	tiny_refused("ET_EXEC", "./bad", ENOEXEC);
	tiny.eh.e_type = ET_REL;
	tiny_write("bad", &tiny);
	tiny_refused("ET_REL", "./bad", ENOEXEC);
	tiny.eh.e_type = ET_CORE;
	tiny_write("bad", &tiny);
	tiny_refused("ET_CORE", "./bad", ENOEXEC);
	tiny.eh.e_type = ET_DYN;
	tiny.eh.e_machine = EM_AARCH64;
	tiny_write("bad", &tiny);
	tiny_refused("foreign machine", "./bad", ENOEXEC);
	tiny.eh.e_machine = EM_X86_64;
	tiny.eh.e_ident[EI_MAG3] = 'G';
	tiny_write("bad", &tiny);
	tiny_refused("wrong magic", "./bad", ENOEXEC);
	tiny_file("bad", "", 0);
	tiny_refused("empty file", "./bad", ENOEXEC);
	tiny_file("bad", "\177EL", 3);
	tiny_refused("file of 3 bytes", "./bad", ENOEXEC);
	TST_EXP_EQ_LI(fig_lines(FIG_SELF), lines);

	tiny_file("one", one, sizeof(one) - 1);
	check_script("./one", (const char *[]){"./tiny", "./one", "last", NULL});
	tiny_file("two", two, sizeof(two) - 1);
	check_script("./two", (const char *[]){"./tiny", "./one", "./two", "last", NULL});
	tiny_file("arg", arg, sizeof(arg) - 1);
	check_script("./arg", (const char *[]){"./tiny", "first second", "./arg", "last", NULL});
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
