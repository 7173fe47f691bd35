// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What /proc/PID/stat says about code, data and stack is where the loader put them, and each running copy of
 * a program has an area of its own.
 */
#include "../tiny.h"

#define DATA_AT TINY_PAGE
#define DATA_LEN 100
#define BSS_LEN 5000

static struct tiny program;

/* Field of /proc/PID/stat, counted from 1. */
static unsigned long field(pid_t pid, int nr)
{
	const char *at = strrchr(fig_read(tiny_proc(pid, "stat")), ')');

	for (int i = 2; at && i < nr; i++)
		at = strchr(at + 1, ' ');
	return at ? strtoul(at + 1, NULL, 10) : 0;
}

static int areas_rwxp(pid_t pid)
{
	struct fig_map map;
	int count = 0;

	for (const char *line = fig_read(tiny_proc(pid, "maps")); line && *line;
	     line = strchr(line, '\n'), line += line != NULL)
		count += fig_parse(line, &map) && !strcmp(map.perms, "rwxp");
	return count;
}

static void run(void)
{
	char *const argv[] = {"program", NULL}, *const envp[] = {NULL};
	unsigned long base, data;
	struct tiny_run one, two;
	struct fig_map map, other;

	tiny_start(&one, "./program", argv, envp);
	tiny_start(&two, "./program", argv, envp);
	if (!one.sp || !two.sp)
		tst_brk(TFAIL, "the programs did not run: %s, %s", tst_strerrno(one.err), tst_strerrno(two.err));
	base = one.entry - offsetof(struct tiny, code);
	data = base + DATA_AT;
	TST_EXP_EQ_LU(field(one.pid, 26), base);
	TST_EXP_EQ_LU(field(one.pid, 27), base + sizeof(struct tiny));
	TST_EXP_EXPR(one.entry >= field(one.pid, 26) && one.entry < field(one.pid, 27),
		     "the entry lies between start and end of the code");
	TST_EXP_EQ_LU(field(one.pid, 28), one.sp);
	TST_EXP_EXPR(tiny_map(one.pid, field(one.pid, 28), &map) && !strcmp(map.path, "[stack]"),
		     "the start of the stack lies in [stack], it is in \"%s\"", map.path);
	TST_EXP_EQ_LU(field(one.pid, 45), data);
	TST_EXP_EQ_LU(field(one.pid, 46), data + DATA_LEN + BSS_LEN);

	TST_EXP_EQ_LI(areas_rwxp(one.pid), 1);
	TST_EXP_EQ_LI(areas_rwxp(two.pid), 1);
	TST_EXP_EXPR(tiny_map(one.pid, one.entry, &map) && !strcmp(map.perms, "rwxp") && data < map.end,
		     "code and data of the first copy lie in one area rwxp");
	TST_EXP_EXPR(tiny_map(two.pid, two.entry, &other) && !strcmp(other.perms, "rwxp"),
		     "the code of the second copy lies in an area rwxp");
	TST_EXP_EXPR(map.end <= other.start || other.end <= map.start, "the areas are apart: %lx-%lx and %lx-%lx",
		     map.start, map.end, other.start, other.end);
	TST_EXP_EXPR(tiny_stop(&one), "first copy: expected exit code %d, it %s", TINY_CODE, tst_strstatus(one.status));
	TST_EXP_EXPR(tiny_stop(&two), "second copy: expected exit code %d, it %s", TINY_CODE, tst_strstatus(two.status));
}

static void setup(void)
{
	tiny_init(&program);
	program.eh.e_phnum = 3;
	program.ph[2] = (Elf64_Phdr){
		.p_type = PT_LOAD,
		.p_flags = PF_R | PF_W,
		.p_vaddr = DATA_AT,
		.p_filesz = DATA_LEN,
		.p_memsz = DATA_LEN + BSS_LEN,
		.p_align = TINY_PAGE,
	};
	tiny_write("program", &program);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
