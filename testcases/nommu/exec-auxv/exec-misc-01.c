// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Programs that binfmt_misc hands to an interpreter: with flag O it gets the file open, AT_EXECFD; with flag
 * P the first argument is kept and AT_FLAGS says so; without flags neither.
 */
#include <sys/mount.h>
#include "../tiny.h"

#define DIR "misc"

static char here[PATH_MAX], line[PATH_MAX + 64], fd_path[PATH_MAX], binary[PATH_MAX + 16];
static int mounted;

static void check(const char *flags, int execfd, unsigned long bits, const char *const *want)
{
	char *const argv[] = {"zero", "last", NULL}, *const envp[] = {NULL};
	struct tiny_stack stack;
	unsigned long value;
	struct tiny_run run;
	unsigned int i = 0;
	int found, got = -1;

	snprintf(line, sizeof(line), ":tiny:M::TINYmagic::%s/program:%s", here, flags);
	SAFE_FILE_PRINTF(DIR "/register", "%s", line);
	tiny_start(&run, binary, argv, envp);
	SAFE_FILE_PRINTF(DIR "/tiny", "-1");
	TST_EXP_EXPR(run.sp != 0, "flags \"%s\": expected it to run, got %s", flags, tst_strerrno(run.err));
	if (!run.sp)
		return (void)tiny_stop(&run);
	tiny_stack(&run, &stack);
	found = tiny_auxv(&stack, AT_EXECFD, &value);
	TST_EXP_EXPR(found == execfd, "flags \"%s\": AT_EXECFD is there %d times, expected %d", flags, found, execfd);
	if (execfd) {
		snprintf(line, sizeof(line), "/proc/%d/fd/%lu", run.pid, value);
		got = readlink(line, fd_path, sizeof(fd_path) - 1);
		fd_path[MAX(got, 0)] = '\0';
		TST_EXP_EQ_STR(fd_path, binary);
		got = open(line, O_RDONLY | O_CLOEXEC);
		TST_EXP_EXPR(got >= 0 && read(got, line, 9) == 9 && !memcmp(line, "TINYmagic", 9),
			     "flags \"%s\": the descriptor reads the file", flags);
		close(got);
	}
	TST_EXP_EXPR(tiny_aux(&stack, AT_FLAGS) == bits, "flags \"%s\": AT_FLAGS is 0x%lx, expected 0x%lx", flags,
		     tiny_aux(&stack, AT_FLAGS), bits);
	while (want[i] && i < stack.argc && !strcmp(tiny_string(stack.argv[i]), want[i]))
		i++;
	TST_EXP_EXPR(!want[i] && i == stack.argc, "flags \"%s\": argument %u of %lu is \"%s\", expected \"%s\"", flags, i,
		     stack.argc, i < stack.argc ? tiny_string(stack.argv[i]) : "(none)", want[i] ? want[i] : "(none)");
	TST_EXP_EXPR(tiny_stop(&run), "flags \"%s\": expected exit code %d, it %s", flags, TINY_CODE,
		     tst_strstatus(run.status));
}

static void run(void)
{
	static char program[PATH_MAX + 16];
	const char *const plain[] = {program, binary, "last", NULL};
	const char *const kept[] = {program, binary, "zero", "last", NULL};

	snprintf(program, sizeof(program), "%s/program", here);
	fig_log_clear();
	check("O", 1, 0, plain);
	check("P", 0, 1, kept);
	check("PO", 1, 1, kept);
	check("", 0, 0, plain);
	tiny_quiet();
}

static void setup(void)
{
	struct tiny tiny;

	SAFE_GETCWD(here, sizeof(here) - 1);
	snprintf(binary, sizeof(binary), "%s/binary", here);
	tiny_init(&tiny);
	tiny_write("program", &tiny);
	tiny_file("binary", "TINYmagic and more", 18);
	SAFE_MKDIR(DIR, 0755);
	SAFE_MOUNT("none", DIR, "binfmt_misc", 0, NULL);
	mounted = 1;
}

static void cleanup(void)
{
	if (mounted)
		SAFE_UMOUNT(DIR);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
