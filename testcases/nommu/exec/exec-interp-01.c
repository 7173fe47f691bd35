// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A program with an interpreter: both are loaded, each into an area of its own, control begins in the
 * interpreter, and the vector and the load maps tell where both are.
 */
#define _GNU_SOURCE
#include <sys/ptrace.h>
#include "../tiny.h"

/* The number of this machine: x86 has none, the port of the emulator took 40. */
#define GETFDPIC 40
#define MARK "the program itself"

/* As in linux/elf-fdpic.h, which does not go together with the C library's elf.h. */
struct loadmap {
	uint16_t version, nsegs;
	struct {
		uint64_t addr, p_vaddr;
		uint32_t p_memsz;
	} segs[];
};

static struct tiny program, interp;

/* One of the two load maps: exactly the one segment of the file, at `base`. */
static void check_loadmap(const char *what, pid_t pid, long which, unsigned long base)
{
	const struct loadmap *map;
	unsigned long at = 0;

	TST_EXP_PASS(syscall(SYS_ptrace, GETFDPIC, pid, which, &at), "load map of the %s", what);
	if (TST_RET || !at)
		return;
	map = (const void *)at;
	TST_EXP_EXPR(map->version == 0 && map->nsegs == 1, "%s: version %u, expected 0, with %u segments, expected 1",
		     what, map->version, map->nsegs);
	TST_EXP_EXPR(map->segs[0].addr == base && map->segs[0].p_vaddr == 0 &&
		     map->segs[0].p_memsz == sizeof(struct tiny),
		     "%s: segment at %lx of 0x%x bytes, expected %lx of 0x%zx", what, (long)map->segs[0].addr,
		     map->segs[0].p_memsz, base, sizeof(struct tiny));
}

static void run(void)
{
	char *const argv[] = {"program", NULL}, *const envp[] = {NULL};
	unsigned long base, entry, phdr, own, maps[2] = {0, 0};
	struct fig_map area, other;
	struct tiny_stack stack;
	struct tiny_run run;

	tiny_start(&run, "./program", argv, envp);
	if (!run.sp)
		tst_brk(TFAIL, "the program did not run: %s", tst_strerrno(run.err));
	tiny_stack(&run, &stack);
	base = tiny_aux(&stack, AT_BASE);
	entry = tiny_aux(&stack, AT_ENTRY);
	phdr = tiny_aux(&stack, AT_PHDR);
	own = entry - offsetof(struct tiny, code);
	TST_EXP_EXPR(run.entry == base + offsetof(struct tiny, code),
		     "control began at %lx, AT_BASE is %lx: in the interpreter", run.entry, base);
	TST_EXP_EXPR(memcmp(tiny_string(base), &interp, sizeof(interp)) == 0, "the interpreter is at AT_BASE");
	TST_EXP_EXPR(memcmp(tiny_string(own), &program, sizeof(program)) == 0, "AT_ENTRY is in the program");
	TST_EXP_EXPR(phdr == own + offsetof(struct tiny, ph), "AT_PHDR is the program's: %lx, expected %lx", phdr,
		     own + offsetof(struct tiny, ph));
	TST_EXP_EQ_LU(tiny_aux(&stack, AT_PHNUM), program.eh.e_phnum);

	TST_EXP_EXPR(tiny_map(run.pid, base, &area) && area.start == base, "an area begins at AT_BASE");
	TST_EXP_EXPR(tiny_map(run.pid, own, &other) && other.start == own, "an area begins at the program");
	TST_EXP_EXPR(area.start != other.start, "the areas are two: %lx and %lx", area.start, other.start);

	SAFE_PTRACE(PTRACE_ATTACH, run.pid, NULL, NULL);
	SAFE_WAITPID(run.pid, NULL, 0);
	syscall(SYS_ptrace, GETFDPIC, run.pid, 0, &maps[0]);
	syscall(SYS_ptrace, GETFDPIC, run.pid, 1, &maps[1]);
	TST_EXP_EXPR(maps[0] && maps[1] && maps[0] != maps[1], "two load maps: at %lx and %lx", maps[0], maps[1]);
	check_loadmap("program", run.pid, 0, own);
	check_loadmap("interpreter", run.pid, 1, base);
	SAFE_PTRACE(PTRACE_DETACH, run.pid, NULL, NULL);

	TST_EXP_FD(open("interp", O_WRONLY | O_CLOEXEC), "the interpreter's file can be written to while it runs");
	if (TST_RET >= 0)
		SAFE_CLOSE(TST_RET);
	TST_EXP_EXPR(tiny_stop(&run), "expected exit code %d, it %s", TINY_CODE, tst_strstatus(run.status));
}

static void setup(void)
{
	tiny_init(&program);
	tiny_interp(&program, "./interp");
	strcpy(program.text + 64, MARK);
	tiny_write("program", &program);
	tiny_init(&interp);
	tiny_write("interp", &interp);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
