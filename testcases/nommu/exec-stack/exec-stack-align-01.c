// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * However many arguments and environment strings of whatever length: the stack pointer of a new program is a
 * multiple of 16, and what it points to stands without a gap.
 */
#include "../tiny.h"

#define MOST 20

static char letters[] = "abcdefghijklmnopqrstuvwxyz";

static void fill(char *list[], int count, int step)
{
	for (int i = 0; i < count; i++)
		list[i] = letters + (26 - (2 * i + step) % 26);
	list[count] = NULL;
}

static int layout_good(const struct tiny_stack *stack, int argc, int envc, char *argv[], char *envp[])
{
	if (stack->argc != (unsigned long)MAX(argc, 1) || stack->envc != (unsigned long)envc)
		return 0;
	for (int i = 0; i < argc; i++)
		if (strcmp(tiny_string(stack->argv[i]), argv[i]))
			return 0;
	for (int i = 0; i < envc; i++)
		if (strcmp(tiny_string(stack->envp[i]), envp[i]))
			return 0;
	return !stack->argv[stack->argc] && stack->auxv[0] < 64;
}

static int strings_above(const struct tiny_stack *stack)
{
	unsigned long execfn = tiny_aux(stack, AT_EXECFN), platform;

	if (execfn < (unsigned long)stack->end || strcmp(tiny_string(execfn), "./program"))
		return 0;
	return !tiny_auxv(stack, AT_PLATFORM, &platform) || platform >= (unsigned long)stack->end;
}

static void run(void)
{
	int ran = 0, aligned = 0, layout = 0, above = 0, ended = 0;
	char *argv[MOST + 1], *envp[MOST + 1];
	struct tiny_stack stack;
	struct tiny_run run;

	for (int argc = 0; argc <= MOST; argc++) {
		for (int envc = 0; envc <= MOST; envc++) {
			fill(argv, argc, 1);
			fill(envp, envc, argc);
			tiny_start(&run, "./program", argv, envp);
			if (run.sp) {
				ran++;
				tiny_stack(&run, &stack);
				aligned += run.sp % 16 == 0;
				layout += layout_good(&stack, argc, envc, argv, envp);
				above += strings_above(&stack);
			}
			ended += tiny_stop(&run);
		}
	}
	TST_EXP_EXPR(ran == 441, "%d of 441 programs ran", ran);
	TST_EXP_EXPR(aligned == 441, "%d of 441 began with argc at a multiple of 16", aligned);
	TST_EXP_EXPR(layout == 441, "%d of 441 found argc, argv, envp and the vector one behind the other", layout);
	TST_EXP_EXPR(above == 441, "%d of 441 found the vector's strings above it", above);
	TST_EXP_EXPR(ended == 441, "%d of 441 ended well", ended);
}

static void setup(void)
{
	struct tiny tiny;

	tiny_init(&tiny);
	tiny_write("program", &tiny);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
