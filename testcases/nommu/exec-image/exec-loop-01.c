// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Hundreds of programs run, or refused, leave nothing behind; nor do the mappings of a process that runs
 * another program.
 */
#include "../tiny.h"

#define ROUNDS 500
#define MAPPINGS 50

TST_CHILD(mapper)
{
	int fd = SAFE_OPEN("program", O_RDONLY | O_CLOEXEC), null = SAFE_OPEN("/dev/null", O_RDWR | O_CLOEXEC);

	for (int i = 0; i < MAPPINGS; i++) {
		if (i % 5 == 0)
			SAFE_MMAP(NULL, FIG_PAGE, PROT_READ, MAP_PRIVATE, fd, 0);
		else
			memset(SAFE_MMAP(NULL, (1 + i % 4) * FIG_PAGE, FIG_RW, FIG_ANON, -1, 0), i, FIG_PAGE);
	}
	SAFE_DUP2(null, 0);
	SAFE_DUP2(null, 1);
	execl("./program", "program", NULL);
	tst_brk(TFAIL | TERRNO, "the program did not run");
}

/* Everything before and after so many rounds of the same. */
static void check(const char *what, const char *path, int err, int status)
{
	long unused, copy;
	int regions;

	tiny_rounds(path, 20, err, status);
	unused = fig_unused();
	copy = fig_mmap_copy();
	regions = fig_lines(FIG_REGIONS);
	TST_EXP_EQ_LI(tiny_rounds(path, ROUNDS, err, status), ROUNDS);
	tiny_back(what, unused);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	TST_EXP_EQ_LI(fig_lines(FIG_REGIONS), regions);
}

static void run(void)
{
	long unused = 0, copy = 0;
	int regions = 0, good = 0, status;

	check("500 programs", "./program", 0, TINY_STATUS(TINY_CODE));
	check("500 times ENOEXEC", "./text", ENOEXEC, TINY_STATUS(TINY_ALIVE));
	check("500 times ENOENT", "./none", ENOENT, TINY_STATUS(TINY_ALIVE));

	for (int i = 0; i < 10; i++) {
		/* the library's own memory has settled */
		if (i == 2) {
			unused = fig_unused();
			copy = fig_mmap_copy();
			regions = fig_lines(FIG_REGIONS);
		}
		SAFE_WAITPID(tst_spawn(mapper), &status, 0);
		good += status == TINY_STATUS(TINY_CODE);
	}
	TST_EXP_EXPR(good == 10, "%d of 10 processes with %d mappings ran the program", good, MAPPINGS);
	tiny_back("exec of a process with many mappings", unused);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	TST_EXP_EQ_LI(fig_lines(FIG_REGIONS), regions);
}

static void setup(void)
{
	static const char text[1024] = "not a program";
	struct tiny tiny;

	tiny_settle();
	tiny_init(&tiny);
	tiny_write("program", &tiny);
	tiny_file("text", text, sizeof(text));
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
