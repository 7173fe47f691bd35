// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A program that executes itself from a vfork child, for the exec cases. The case makes the call, in
 * execute(); the new image says which arguments and which environment it has got. With OWN_ENVIRONMENT
 * defined the call hands over own_environment, else the image has that of the case.
 */
#ifndef EXEC_SELF_H
#define EXEC_SELF_H

#define TST_NO_DEFAULT_MAIN
#include "tst_test.h"

#define ARG0 "argument zero"
#define MARK "--executed"
#define ARG2 "two words"
#define ARG3 ""

#define INHERITED "EXEC_INHERITED"
#define GIVEN "EXEC_GIVEN"
#define VALUE "a value = with more"
/* How the new image finds the results of the case. */
#define CONTEXT "LTP_NOMMU_CONTEXT"

#ifdef OWN_ENVIRONMENT
#define EXPECTED_INHERITED "none"
#define EXPECTED_GIVEN VALUE
static char context[256];
static char *const own_environment[] = {GIVEN "=" VALUE, context, NULL};
#else
#define EXPECTED_INHERITED VALUE
#define EXPECTED_GIVEN "none"
#endif

/* Only comes back when the call has failed. */
static void execute(void);

static const char *variable(const char *name)
{
	return getenv(name) ?: "none";
}

static void new_image(int argc, char *argv[])
{
	tst_reinit();
	TST_EXP_EQ_LI(argc, 4);
	TST_EXP_EQ_STR(argv[0], ARG0);
	TST_EXP_EQ_STR(argv[2], ARG2);
	TST_EXP_EQ_STR(argv[3] ?: "none", ARG3);
	TST_EXP_EQ_STR(variable(INHERITED), EXPECTED_INHERITED);
	TST_EXP_EQ_STR(variable(GIVEN), EXPECTED_GIVEN);
}

static void run(void)
{
	pid_t pid;

	SAFE_SETENV(INHERITED, VALUE, 1);
#ifdef OWN_ENVIRONMENT
	snprintf(context, sizeof(context), CONTEXT "=%s", variable(CONTEXT));
#endif
	TST_VFORK(pid) {
		execute();
		tst_brk(TBROK | TERRNO, "the program is not executed");
	}
	TST_EXP_EXITED(pid, 0, "the program that was executed");
}

/* A name of the program that stands alone in a directory of PATH. */
#define FOUND_NAME "found_in_path"

static inline void setup_path(void)
{
	char exe[PATH_MAX], path[PATH_MAX];
	const ssize_t len = SAFE_READLINK("/proc/self/exe", exe, sizeof(exe) - 1);

	exe[len] = '\0';
	SAFE_MKDIR("programs", 0755);
	SAFE_SYMLINK(exe, "programs/" FOUND_NAME);
	snprintf(path, sizeof(path), "/nowhere:/bin:%s/programs", tst_tmpdir_path());
	SAFE_SETENV("PATH", path, 1);
}

static struct tst_test test;

int main(int argc, char *argv[])
{
	if (argc > 1 && strcmp(argv[1], MARK) == 0) {
		new_image(argc, argv);
		return 0;
	}
	tst_run_tcases(argc, argv, &test);
}

#endif
