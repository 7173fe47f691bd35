// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A debugger reads and writes the mappings of a traced program from the first word to the last and nothing
 * behind, changes its code, and can ask where it was loaded.
 */
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include "../figures.h"

/* Not in the C library's headers; the number is the same wherever FDPIC exists but on ARM. */
#define GETFDPIC 40

struct told {
	char *mem;
	size_t size;
	void *code;
};

/* int answer(void) { return 1; }: the constant is at answer + 1. */
asm(".pushsection .text\n"
    ".balign 16\n"
    "answer: mov $1, %eax\n"
    "	ret\n"
    "	.balign 16\n"
    "	.popsection\n");
extern int answer(void);

TST_CHILD(traced)
{
	struct told *told = tst_shared(sizeof(*told));
	size_t page = FIG_PAGE, size = 2 * page;
	char *mem = SAFE_MMAP(NULL, size + page, FIG_RW, FIG_ANON, -1, 0);
	long *first = (long *)mem, *last = (long *)(mem + size) - 1;

	SAFE_MUNMAP(mem + size, page);
	*first = 0x1111;
	*last = 0x2222;
	*told = (struct told){mem, size, answer};
	SAFE_PTRACE(PTRACE_TRACEME, 0, NULL, NULL);
	tst_raise(SIGSTOP);
	TST_EXP_EXPR(*first == 0x3333 && *last == 0x4444, "the program sees what was poked: %#lx, %#lx",
		     *first, *last);
	TST_EXP_EXPR(answer() == 7, "its changed code runs and gives 7: %d", answer());
}

/* The system call, not the C library's ptrace(), which returns the word. */
static long peek(int request, pid_t pid, const void *at, long *word)
{
	*word = 0;
	return syscall(SYS_ptrace, request, pid, at, word);
}

static void run(void)
{
	struct told *told = tst_shared(sizeof(*told));
	pid_t pid = tst_spawn(traced);
	char *end;
	long word;

	SAFE_WAITPID(pid, NULL, 0);
	end = told->mem + told->size;
	TST_EXP_PASS(peek(PTRACE_PEEKDATA, pid, told->mem, &word), "of the first word");
	TST_EXP_EQ_LI(word, 0x1111);
	TST_EXP_PASS(peek(PTRACE_PEEKDATA, pid, end - sizeof(long), &word), "of the last word");
	TST_EXP_EQ_LI(word, 0x2222);
	TST_EXP_FAIL(peek(PTRACE_PEEKDATA, pid, end, &word), EIO, "of the word behind the end");
	TST_EXP_FAIL(peek(PTRACE_PEEKDATA, pid, end - 4, &word), EIO, "of a word across the end");
	TST_EXP_FAIL(peek(PTRACE_PEEKDATA, pid, NULL, &word), EIO, "at address 0");
	TST_EXP_PASS(ptrace(PTRACE_POKEDATA, pid, told->mem, (void *)0x3333L), "of the first word");
	TST_EXP_PASS(ptrace(PTRACE_POKEDATA, pid, end - sizeof(long), (void *)0x4444L), "of the last word");
	TST_EXP_FAIL(ptrace(PTRACE_POKEDATA, pid, end, NULL), EIO, "of the word behind the end");
	TST_EXP_FAIL(ptrace(PTRACE_POKEDATA, pid, NULL, NULL), EIO, "at address 0");

	TST_EXP_PASS(peek(PTRACE_PEEKTEXT, pid, told->code, &word), "of code");
	word = (word & ~0xff00L) | 7 << 8;
	TST_EXP_PASS(ptrace(PTRACE_POKETEXT, pid, told->code, (void *)word), "of code");

	/*
	 * An FDPIC program has a table of where its segments are, for itself and for its interpreter; a
	 * static PIE has neither. kernel/ptrace.c answers 0 for any other number.
	 */
	for (long which = 0; which < 3; which++) {
		word = 1;
		TST_EXP_PASS(syscall(SYS_ptrace, GETFDPIC, pid, which, &word), "GETFDPIC %ld", which);
		TST_EXP_EXPR(which < 2 ? word != 1 : word == 0,
			     "GETFDPIC %ld: a table's address or 0, not %#lx", which, word);
	}
	TST_EXP_FAIL(syscall(SYS_ptrace, GETFDPIC, pid, 0, tst_get_bad_addr(NULL)), EFAULT,
		     "GETFDPIC to a bad address");
	SAFE_PTRACE(PTRACE_CONT, pid, NULL, NULL);
	TST_EXP_EXITED(pid, 0, "the traced program");
}

static struct tst_test test = {
	.test_all = run,
	.forks_child = 1,
};
