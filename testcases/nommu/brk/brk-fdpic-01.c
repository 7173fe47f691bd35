// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The break of an ELF program is the lowest address of its stack and cannot move; malloc() lives from mmap() instead.
 */
#include "../figures.h"

static unsigned long stack_start(void)
{
	unsigned long start = 0;
	struct fig_map map;

	for (const char *line = fig_read(FIG_SELF); line && *line; line = strchr(line, '\n'), line += line != NULL)
		if (fig_parse(line, &map) && !strcmp(map.path, "[stack]"))
			start = map.start;
	return start;
}

#define BRK(addr) ((unsigned long)syscall(SYS_brk, addr))

static void run(void)
{
	unsigned long now = BRK(0);
	char *block[100];
	int bad = 0;
	char *large;

	TST_EXP_EQ_LU(now, stack_start());
	TST_EXP_EQ_LU(BRK(now + 1), now);
	TST_EXP_EQ_LU(BRK(now + (1 << 20)), now);
	TST_EXP_EQ_LU(BRK(now - 1), now);
	TST_EXP_EQ_LU(BRK(now), now);
	TST_EXP_EQ_LU(BRK(-1L), now);
	TST_EXP_EQ_LU(BRK(0), now);
	TST_EXP_FAIL_PTR_VOID(sbrk(4096), ENOMEM);
	TST_EXP_EQ_LU(BRK(0), now);

	large = malloc(1 << 20);
	TST_EXP_EXPR(large != NULL, "malloc of 1 MiB works");
	if (large) {
		memset(large, 'l', 1 << 20);
		TST_EXP_EXPR(fig_not(large, 1 << 20, 'l') == -1, "and it is memory");
		free(large);
	}
	for (int i = 0; i < 100; i++) {
		block[i] = malloc(16 + 10 * i);
		if (block[i])
			memset(block[i], i + 1, 16 + 10 * i);
	}
	for (int i = 0; i < 100; i++) {
		bad += !block[i] || fig_not(block[i], 16 + 10 * i, i + 1) != -1;
		free(block[i]);
	}
	TST_EXP_EXPR(bad == 0, "100 small blocks: %d are none or lost their bytes", bad);
}

static struct tst_test test = {
	.test_all = run,
};
