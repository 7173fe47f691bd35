// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A dynamic section must have whole entries, at least one, the last of them DT_NULL; else the process is
 * killed at exec and the kernel's log says why. And where the program headers are not in memory, AT_PHDR is
 * 0.
 */
#include "../tiny.h"

#define COMPLAINT "invalid DYNAMIC section"

static struct tiny program;

static void fresh(void)
{
	tiny_init(&program);
	program.eh.e_phnum = 3;
	program.ph[2] = (Elf64_Phdr){
		.p_type = PT_DYNAMIC,
		.p_flags = PF_R,
		.p_offset = offsetof(struct tiny, dyn),
		.p_vaddr = offsetof(struct tiny, dyn),
		.p_filesz = sizeof(program.dyn),
		.p_memsz = sizeof(program.dyn),
	};
	program.dyn[0].d_tag = DT_SONAME;
}

static void bad(const char *what)
{
	tiny_write("program", &program);
	fig_log_clear();
	tiny_killed(what, "./program");
	TST_EXP_EXPR(strstr(fig_log(), COMPLAINT) != NULL, "%s: the log tells of the " COMPLAINT, what);
}

static void good(const char *what)
{
	tiny_write("program", &program);
	fig_log_clear();
	tiny_runs(what, "./program");
	TST_EXP_EXPR(strstr(fig_log(), COMPLAINT) == NULL, "%s: the log tells of no " COMPLAINT, what);
}

static void headers_outside(void)
{
	static struct {
		union {
			struct tiny headers;
			char page[TINY_PAGE];
		};
		struct tiny image;
	} file;
	char *const argv[] = {"program", NULL}, *const envp[] = {NULL};
	struct tiny_stack stack;
	unsigned long value;
	struct tiny_run run;
	int found;

	tiny_init(&file.headers);
	file.image = file.headers;
	file.headers.eh.e_entry += TINY_PAGE;
	file.headers.ph[0].p_offset = TINY_PAGE;
	file.headers.ph[0].p_vaddr = TINY_PAGE;
	tiny_file("program", &file, sizeof(file));
	tiny_start(&run, "./program", argv, envp);
	TST_EXP_EXPR(run.sp != 0, "headers in no PT_LOAD: expected it to run, got %s", tst_strerrno(run.err));
	if (run.sp) {
		tiny_stack(&run, &stack);
		found = tiny_auxv(&stack, AT_PHDR, &value);
		TST_EXP_EXPR(found == 1 && value == 0, "headers in no PT_LOAD: AT_PHDR is 0x%lx, expected 0", value);
	}
	TST_EXP_EXPR(tiny_stop(&run), "headers in no PT_LOAD: expected exit code %d, it %s", TINY_CODE,
		     tst_strstatus(run.status));
}

static void run(void)
{
	fresh();
	good("a good section");
	program.eh.e_phnum = 2;
	good("no section");
	fresh();
	program.ph[2].p_memsz = sizeof(Elf64_Dyn) + 8;
	bad("one entry and a half");
	program.ph[2].p_memsz = 0;
	bad("no entry");
	fresh();
	program.dyn[1].d_tag = DT_SONAME;
	bad("the last entry is not DT_NULL");
	headers_outside();
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
