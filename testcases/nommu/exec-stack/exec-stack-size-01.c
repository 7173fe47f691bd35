// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The stack has the size that PT_GNU_STACK says, in whole pages and at least two, or 128 KiB; its protection
 * follows the header's flags. A size that cannot be had is the child's end and leaves nothing behind.
 */
#include "../tiny.h"

static void check(const char *what, const struct tiny *tiny, unsigned long size, const char *perms)
{
	char *const argv[] = {"program", NULL}, *const envp[] = {NULL};
	struct fig_map map = {0};
	struct tiny_run run;

	tiny_write("program", tiny);
	tiny_start(&run, "./program", argv, envp);
	if (run.sp)
		tiny_map(run.pid, run.sp, &map);
	TST_EXP_EXPR(map.end - map.start == size, "%s: expected a stack of %lu bytes, got %lu", what, size,
		     map.end - map.start);
	TST_EXP_EXPR(!strcmp(map.path, "[stack]"), "%s: expected the name [stack], got \"%s\"", what, map.path);
	TST_EXP_EXPR(!strcmp(map.perms, perms), "%s: expected %s, got %s", what, perms, map.perms);
	TST_EXP_EXPR(tiny_stop(&run), "%s: expected exit code %d, it %s", what, TINY_CODE, tst_strstatus(run.status));
}

static void run(void)
{
	struct tiny tiny;
	long copy, unused;

	tiny_settle();
	tiny_init(&tiny);
	check("size 0", &tiny, 128 * 1024, "rw-p");
	tiny.ph[1].p_memsz = 512 * 1024;
	check("512 KiB", &tiny, 512 * 1024, "rw-p");
	tiny.ph[1].p_memsz = 300000;
	check("300000 bytes", &tiny, 303104, "rw-p");
	tiny.ph[1].p_memsz = 1;
	check("1 byte", &tiny, 2 * TINY_PAGE, "rw-p");
	tiny.ph[1].p_flags |= PF_X;
	check("executable", &tiny, 2 * TINY_PAGE, "rwxp");

	tiny_init(&tiny);
	tiny_write("interp", &tiny);
	tiny_interp(&tiny, "./interp");
	check("no size, the interpreter neither", &tiny, 128 * 1024, "rw-p");
	tiny_init(&tiny);
	tiny.ph[1].p_memsz = 256 * 1024;
	tiny_write("interp", &tiny);
	tiny_init(&tiny);
	tiny_interp(&tiny, "./interp");
	check("no size, the interpreter 256 KiB", &tiny, 256 * 1024, "rw-p");
	tiny.ph[1].p_memsz = 64 * 1024;
	check("64 KiB, the interpreter 256 KiB", &tiny, 64 * 1024, "rw-p");

	tiny_init(&tiny);
	tiny.eh.e_phnum = 1;
	tiny_write("program", &tiny);
	tiny_runs("no header", "./program");

	tiny_init(&tiny);
	tiny.ph[1].p_memsz = 1UL << 30;
	tiny_write("program", &tiny);
	tiny_killed("1 GiB", "./program");
	fig_settle();
	copy = fig_mmap_copy();
	unused = fig_unused();
	TST_EXP_EQ_LI(tiny_rounds("./program", 50, 0, SIGSEGV), 50);
	tiny_back("1 GiB, 50 rounds", unused);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
}

static void run_default(void)
{
	char *const argv[] = {"program", NULL}, *const envp[] = {NULL};
	struct fig_map map = {0};
	struct tiny_run run;
	struct tiny tiny;

	tiny_init(&tiny);
	tiny.eh.e_phnum = 1;
	tiny_write("program", &tiny);
	tiny_start(&run, "./program", argv, envp);
	if (run.sp)
		tiny_map(run.pid, run.sp, &map);
	TST_EXP_EXPR(map.end - map.start == 128 * 1024, "no header: expected a stack of 131072 bytes, got %lu",
		     map.end - map.start);
	TST_EXP_EXPR(tiny_stop(&run), "no header: expected exit code %d, it %s", TINY_CODE, tst_strstatus(run.status));
}

static void test_nr(unsigned int nr)
{
	if (nr == 0)
		run_default();
	else
		run();
}

static struct tst_test test = {
	.tcnt = 2,
	.test = test_nr,
	.needs_tmpdir = 1,
};
