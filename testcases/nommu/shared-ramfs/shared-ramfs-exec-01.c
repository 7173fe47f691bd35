// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Code that is stored by a shared mapping of a file runs when another process maps the file for execution, in
 * the first one that does so and in later ones, also when the code was changed in between.
 */
#include "../figures.h"

/* mov $value, %eax; ret */
static const unsigned char code[] = {0xb8, 0, 0, 0, 0, 0xc3};

static void store(char *mem, int value)
{
	memcpy(mem, code, sizeof(code));
	memcpy(mem + 1, &value, sizeof(value));
}

TST_CHILD(caller)
{
	int want = tst_args_int(args, 1), got;
	void *mem = mmap(NULL, FIG_PAGE, PROT_READ | PROT_EXEC, MAP_SHARED, tst_args_fd(args, 0), 0);

	if (mem == MAP_FAILED)
		tst_brk(TFAIL | TERRNO, "a shared mapping for execution must work");
	TST_EXP_EXPR(fig_has(FIG_SELF, mem, FIG_PAGE, "r-xS"), "/proc/self/maps has it as r-xS");
	got = ((int (*)(void))mem)();
	TST_EXP_EXPR(got == want, "the code gives %d, expected %d", got, want);
}

static void run(void)
{
	static const int values[] = {42, 42, 4711};
	int fd = fig_ramfs_file("code", 1);
	char *mem = SAFE_MMAP(NULL, FIG_PAGE, FIG_RW, MAP_SHARED, fd, 0);

	if (fig_find(FIG_SELF, mem, &(struct fig_map){}) != 1)
		tst_brk(TBROK, "the mapping is not listed");
	for (unsigned int i = 0; i < ARRAY_SIZE(values); i++) {
		pid_t pid;

		store(mem, values[i]);
		pid = tst_spawn(caller, tst_arg_fd(fd), tst_arg_int(values[i]));
		TST_EXP_EXITED(pid, 0, "process %u that runs the code", i + 1);
	}
	/* alone: the region is made for the executable mapping */
	SAFE_MUNMAP(mem, FIG_PAGE);
	TST_EXP_EXITED(tst_spawn(caller, tst_arg_fd(fd), tst_arg_int(4711)), 0, "one that is alone with it");
	SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
	.forks_child = 1,
	.supported_archs = (const char *const[]){"x86_64", NULL},
};
