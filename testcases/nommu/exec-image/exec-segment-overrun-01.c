// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A last segment with more bytes in the file than it has in memory must be refused, and must not write over
 * what lies behind the image. The case fills memory, leaves holes where the image can go, and compares the
 * rest afterwards.
 */
#include "../tiny.h"

#define BLOCKS 128

static unsigned char *block[BLOCKS];
static unsigned char image[8 * TINY_PAGE];

static void check(const char *what, size_t filesz, size_t memsz)
{
	struct tiny *tiny = (struct tiny *)image;
	int status, err, bad = 0;

	memset(image, 0xcc, sizeof(image));
	tiny_init(tiny);
	tiny->ph[0].p_filesz = filesz;
	tiny->ph[0].p_memsz = memsz;
	tiny_file("program", image, sizeof(image));
	for (int i = 0; i < BLOCKS; i++) {
		block[i] = SAFE_MMAP(NULL, FIG_PAGE, FIG_RW, FIG_ANON, -1, 0);
		memset(block[i], i + 1, FIG_PAGE);
	}
	for (int i = 15; i < BLOCKS; i += 16) {
		SAFE_MUNMAP(block[i], FIG_PAGE);
		block[i] = NULL;
	}
	fig_log_clear();
	err = tiny_exec("./program", &status);
	TST_EXP_EXPR((err && WIFEXITED(status) && WEXITSTATUS(status) == TINY_ALIVE) || (!err && WIFSIGNALED(status)),
		     "%s: expected exec to fail or the child to be killed, got %s, it %s", what, tst_strerrno(err),
		     tst_strstatus(status));
	for (int i = 0; i < BLOCKS; i++)
		bad += block[i] && fig_not(block[i], FIG_PAGE, i + 1) >= 0;
	TST_EXP_EXPR(bad == 0, "%s: %d pages outside the image changed", what, bad);
	tiny_quiet();
	for (int i = 0; i < BLOCKS; i++)
		if (block[i])
			SAFE_MUNMAP(block[i], FIG_PAGE);
}

static void run(void)
{
	check("8 pages in the file, 1 in memory", 8 * TINY_PAGE, sizeof(struct tiny));
	check("2 pages in the file, 1 in memory", 2 * TINY_PAGE, TINY_PAGE);
	check("more bytes in the file, the same page", sizeof(struct tiny) + 1024, sizeof(struct tiny));
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
