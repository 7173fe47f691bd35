// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * More arguments than the new program's stack holds: exec must fail or the child die, and no byte outside its
 * stack may change. The case fills memory, makes room for one stack in the midst of it, and compares the rest
 * afterwards.
 */
#include "../tiny.h"

#define BLOCKS 128

static unsigned char *block[BLOCKS];
static char string[128 * 1024];

/* Blocks that changed. Block 0 … is filled with its number; the free ones are not looked at. */
static int changed(size_t size)
{
	int bad = 0;

	for (int i = 0; i < BLOCKS; i++)
		bad += block[i] && fig_not(block[i], size, i + 1) >= 0;
	return bad;
}

/* Memory full of blocks of a stack's size, with a few free ones between them. */
static void fill(size_t size, int count)
{
	for (int i = 0; i < BLOCKS; i++)
		block[i] = NULL;
	for (int i = 0; i < count; i++) {
		block[i] = SAFE_MMAP(NULL, size, FIG_RW, FIG_ANON, -1, 0);
		memset(block[i], i + 1, size);
	}
	for (int i = count / 4; i < count; i += count / 4) {
		SAFE_MUNMAP(block[i], size);
		block[i] = NULL;
	}
}

static void empty(size_t size)
{
	for (int i = 0; i < BLOCKS; i++)
		if (block[i])
			SAFE_MUNMAP(block[i], size);
}

/* may_run: the arguments may just fit; then they must have arrived inside the stack. */
static void check(const char *what, size_t stack, size_t bytes, int count, int may_run)
{
	char *const argv[] = {string, NULL}, *const envp[] = {NULL};
	struct fig_map map = {0};
	struct tiny_run run;
	struct tiny tiny;
	int fits = 1;

	tiny_init(&tiny);
	tiny.ph[1].p_memsz = stack;
	tiny_write("program", &tiny);
	memset(string, 'a', sizeof(string));
	string[bytes - 1] = '\0';
	fill(stack, count);
	fig_log_clear();
	tiny_start(&run, "./program", argv, envp);
	if (run.sp) {
		tiny_map(run.pid, run.sp, &map);
		fits = map.end - map.start == stack && !strcmp(map.path, "[stack]");
	}
	tiny_stop(&run);
	if (may_run)
		TST_EXP_EXPR(run.err || WIFSIGNALED(run.status) || (fits && run.sp), "%s: it %s; arguments %s", what,
			     tst_strstatus(run.status), fits ? "inside its stack" : "outside its stack");
	else
		TST_EXP_EXPR((run.err && WEXITSTATUS(run.status) == TINY_ALIVE) || WIFSIGNALED(run.status),
			     "%s: expected exec to fail or the child to be killed, got %s, it %s", what,
			     tst_strerrno(run.err), tst_strstatus(run.status));
	TST_EXP_EXPR(changed(stack) == 0, "%s: %d blocks of memory outside the stack changed", what, changed(stack));
	tiny_quiet();
	empty(stack);
}

static void run(void)
{
	check("100000 bytes for a stack of 8 KiB", 8192, 100000, BLOCKS, 0);
	check("8 KiB for a stack of 8 KiB", 8192, 8192, BLOCKS, 0);
	check("127 KiB for a stack of 128 KiB", 128 * 1024, 127 * 1024, 32, 1);
	check("128 KiB less 64 bytes for a stack of 128 KiB", 128 * 1024, 128 * 1024 - 64, 32, 0);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
