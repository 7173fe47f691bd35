// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * AT_EXECFN is the path that exec was given: as it was written, for a script the script's, for a descriptor
 * the one under /dev/fd.
 */
#include "../tiny.h"

static void check(const char *path, const struct tiny_how *how, const char *want)
{
	char *const argv[] = {"zero", NULL}, *const envp[] = {NULL};
	struct tiny_stack stack;
	struct tiny_run run;

	tiny_start_as(&run, path, argv, envp, how);
	TST_EXP_EXPR(run.sp != 0, "%s: expected it to run, got %s", path, tst_strerrno(run.err));
	if (run.sp) {
		tiny_stack(&run, &stack);
		TST_EXP_EQ_STR(tiny_string(tiny_aux(&stack, AT_EXECFN)), want);
	}
	TST_EXP_EXPR(tiny_stop(&run), "%s: expected exit code %d, it %s", path, TINY_CODE, tst_strstatus(run.status));
}

static void run(void)
{
	static char whole[PATH_MAX + 16], name[32];
	struct tiny_how how = {.empty = 1};

	SAFE_GETCWD(whole, PATH_MAX);
	strcat(whole, "/program");
	check(whole, NULL, whole);
	check("program", NULL, "program");
	check("./dir/..//program", NULL, "./dir/..//program");
	check("./link", NULL, "./link");
	check("./script", NULL, "./script");
	how.fd = SAFE_OPEN("program", O_RDONLY);
	snprintf(name, sizeof(name), "/dev/fd/%d", how.fd);
	check("(descriptor)", &how, name);
	SAFE_CLOSE(how.fd);
}

static void setup(void)
{
	struct tiny tiny;

	tiny_init(&tiny);
	tiny_write("program", &tiny);
	SAFE_MKDIR("dir", 0755);
	SAFE_SYMLINK("program", "link");
	tiny_file("script", "#!./program\n", 12);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
