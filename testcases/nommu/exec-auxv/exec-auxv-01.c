// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The vector of a new program: each entry once, with the value it must have, the same as /proc tells, and
 * none of those that this loader does not give.
 */
#include "../tiny.h"

static struct tiny program;

static void once(const struct tiny_stack *stack, const char *name, unsigned long type, unsigned long want)
{
	unsigned long value;
	int found = tiny_auxv(stack, type, &value);

	TST_EXP_EXPR(found == 1, "%s: there %d times, expected once", name, found);
	TST_EXP_EXPR(value == want, "%s: expected 0x%lx, got 0x%lx", name, want, value);
}

#define ONCE(type, want) once(&stack, #type, type, want)

static void run(void)
{
	char *const argv[] = {"program", NULL}, *const envp[] = {"A=1", NULL};
	unsigned long value, base, vector[64];
	struct tiny_stack stack;
	struct fig_map map;
	struct tiny_run run;
	ssize_t size;
	int found;

	tiny_start(&run, "./program", argv, envp);
	if (!run.sp)
		tst_brk(TFAIL, "the program did not run: %s", tst_strerrno(run.err));
	tiny_stack(&run, &stack);
	base = run.entry - offsetof(struct tiny, code);
	found = tiny_auxv(&stack, AT_HWCAP, &value);
	TST_EXP_EXPR(found == 1, "AT_HWCAP: there %d times, expected once, value 0x%lx", found, value);
	ONCE(AT_PAGESZ, sysconf(_SC_PAGESIZE));
	ONCE(AT_CLKTCK, 100);
	ONCE(AT_PHDR, base + offsetof(struct tiny, ph));
	ONCE(AT_PHENT, sizeof(Elf64_Phdr));
	ONCE(AT_PHNUM, program.eh.e_phnum);
	ONCE(AT_BASE, 0);
	ONCE(AT_FLAGS, 0);
	ONCE(AT_ENTRY, base + offsetof(struct tiny, code));
	ONCE(AT_UID, getuid());
	ONCE(AT_EUID, geteuid());
	ONCE(AT_GID, getgid());
	ONCE(AT_EGID, getegid());
	ONCE(AT_SECURE, 0);
	found = tiny_auxv(&stack, AT_EXECFN, &value);
	TST_EXP_EXPR(found == 1, "AT_EXECFN: there %d times, expected once", found);
	TST_EXP_EQ_STR(tiny_string(value), "./program");
	TST_EXP_EXPR(stack.end[-2] == AT_NULL && stack.end[-1] == 0, "the vector ends with AT_NULL");

	value = tiny_aux(&stack, AT_PHDR);
	TST_EXP_EXPR(!memcmp(tiny_string(value), program.ph, program.eh.e_phnum * sizeof(Elf64_Phdr)),
		     "the memory at AT_PHDR is the file's program headers");
	TST_EXP_EXPR(tiny_map(run.pid, tiny_aux(&stack, AT_ENTRY), &map) && strchr(map.perms, 'x') && map.start == base,
		     "AT_ENTRY lies in the program's executable area");

	size = tiny_slurp(run.pid, "auxv", vector, sizeof(vector));
	TST_EXP_EQ_LI(size, (char *)stack.end - (char *)stack.auxv);
	TST_EXP_EXPR(!memcmp(vector, stack.auxv, MIN(size, (char *)stack.end - (char *)stack.auxv)),
		     "/proc has the vector of the stack");

	TST_EXP_EXPR(tiny_auxv(&stack, AT_RANDOM, &value) == 0, "AT_RANDOM: not given by this loader");
	tiny_auxv(&stack, AT_SYSINFO_EHDR, &value);
	TST_EXP_EXPR(value == 0, "AT_SYSINFO_EHDR: absent or 0, it is 0x%lx", value);
	TST_EXP_EXPR(tiny_auxv(&stack, AT_EXECFD, &value) == 0, "AT_EXECFD: not without binfmt_misc");
	TST_EXP_EXPR(tiny_stop(&run), "expected exit code %d, it %s", TINY_CODE, tst_strstatus(run.status));
}

static void setup(void)
{
	tiny_init(&program);
	tiny_write("program", &program);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
