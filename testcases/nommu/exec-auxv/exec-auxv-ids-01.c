// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The four ids in the vector of a new program are those it runs with, after a set-id file too, and AT_SECURE
 * tells of every one that gave it other rights.
 */
#include "../tiny.h"

#define NOBODY 65534

static void check(const char *what, const char *path, const struct tiny_how *how, const unsigned long *want)
{
	static const struct {
		const char *name;
		unsigned long type;
	} entry[] = {
		{"AT_UID", AT_UID}, {"AT_EUID", AT_EUID}, {"AT_GID", AT_GID}, {"AT_EGID", AT_EGID},
		{"AT_SECURE", AT_SECURE},
	};
	char *const argv[] = {"program", NULL}, *const envp[] = {NULL};
	struct tiny_stack stack;
	struct tiny_run run;
	unsigned long value;

	tiny_start_as(&run, path, argv, envp, how);
	TST_EXP_EXPR(run.sp != 0, "%s: expected it to run, got %s", what, tst_strerrno(run.err));
	if (!run.sp)
		return (void)tiny_stop(&run);
	tiny_stack(&run, &stack);
	for (size_t i = 0; i < ARRAY_SIZE(entry); i++) {
		value = -1;
		tiny_auxv(&stack, entry[i].type, &value);
		TST_EXP_EXPR(value == want[i], "%s: %s: expected %lu, got %lu", what, entry[i].name, want[i], value);
	}
	TST_EXP_EXPR(tiny_stop(&run), "%s: expected exit code %d, it %s", what, TINY_CODE, tst_strstatus(run.status));
}

#define WANT(...) ((const unsigned long[]){__VA_ARGS__})

static void run(void)
{
	struct tiny_how as = {.ids = 1, .uids = {1, 2}, .gids = {3, 4}};

	/* ids that differ before exec already are a reason for AT_SECURE */
	check("ids 1 2 3 4", "./program", &as, WANT(1, 2, 3, 4, 1));
	as = (struct tiny_how){.ids = 1, .uids = {NOBODY, NOBODY}, .gids = {NOBODY, NOBODY}};
	check("nobody", "./program", &as, WANT(NOBODY, NOBODY, NOBODY, NOBODY, 0));
	check("set-user-ID", "./setuid", &as, WANT(NOBODY, 1, NOBODY, NOBODY, 1));
	check("set-group-ID", "./setgid", &as, WANT(NOBODY, NOBODY, NOBODY, 2, 1));
	check("both", "./both", &as, WANT(NOBODY, 1, NOBODY, 2, 1));
	check("root", "./program", NULL, WANT(0, 0, 0, 0, 0));
}

static void setup(void)
{
	static const struct {
		const char *path;
		mode_t mode;
	} file[] = {{"program", 0755}, {"setuid", 04755}, {"setgid", 02755}, {"both", 06755}};
	struct tiny tiny;

	SAFE_CHMOD(".", 0755);
	tiny_init(&tiny);
	for (size_t i = 0; i < ARRAY_SIZE(file); i++) {
		tiny_write(file[i].path, &tiny);
		SAFE_CHOWN(file[i].path, 1, 2);
		SAFE_CHMOD(file[i].path, file[i].mode);
	}
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
