// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The numbers of /proc/PID/statm are pages of memory that there is, whether a program's stack lies above
 * its image or below it.
 */
#include "../tiny.h"

#define TRIES 60
#define FIELDS 7

static void statm(pid_t pid, unsigned long *pages)
{
	const char *at = fig_read(tiny_proc(pid, "statm"));
	char *end;

	for (int i = 0; i < FIELDS; i++, at = end)
		pages[i] = strtoul(at, &end, 10);
}

static void check(const char *what, pid_t pid)
{
	unsigned long total = fig_sum(fig_read("/proc/meminfo"), "MemTotal:") * 1024 / FIG_PAGE;
	unsigned long pages[FIELDS], code[2] = {0, 0}, most = 0;
	const char *at = strrchr(fig_read(tiny_proc(pid, "stat")), ')');

	for (int i = 2; at && i < 27; i++) {
		at = strchr(at + 1, ' ');
		if (at && i >= 25)
			code[i - 25] = strtoul(at + 1, NULL, 10);
	}
	statm(pid, pages);
	for (int i = 0; i < FIELDS; i++)
		most = MAX(most, pages[i]);
	TST_EXP_EXPR(pages[0] == pages[1], "%s: size %lu and resident %lu are the same", what, pages[0],
		     pages[1]);
	TST_EXP_EQ_LU(pages[3], (code[1] + FIG_PAGE - 1) / FIG_PAGE - code[0] / FIG_PAGE);
	TST_EXP_EXPR(pages[2] == 0 && pages[4] == 0 && pages[6] == 0, "%s: shared, lib and dirty are 0",
		     what);
	TST_EXP_EXPR(pages[0] > 0 && most < total,
		     "%s: no number above the memory of %lu pages: size %lu, data %lu", what, total, pages[0],
		     pages[5]);
}

/* Programs are started, each of them waiting, until one has its stack on that side of its image. */
static void side(int below)
{
	static struct tiny_run runs[TRIES];
	char *const argv[] = {"program", NULL}, *const envp[] = {NULL};
	int count = 0, found = 0;

	while (count < TRIES && !found) {
		struct tiny_run *run = &runs[count++];

		tiny_start(run, "./program", argv, envp);
		if (!run->sp)
			tst_brk(TBROK, "the program does not run: %s", tst_strerrno(run->err));
		found = (run->sp < run->entry) == below;
	}
	if (found)
		check(below ? "stack below the image" : "stack above the image", runs[count - 1].pid);
	else
		tst_brk(TBROK, "no stack %s the image in %d programs", below ? "below" : "above", TRIES);
	while (count--)
		tiny_stop(&runs[count]);
}

static void run(void)
{
	unsigned long pages[FIELDS];

	statm(getpid(), pages);
	TST_EXP_EXPR(pages[0] == pages[1] && pages[0] > 0, "own size %lu and resident %lu are the same",
		     pages[0], pages[1]);
	side(0);
	side(1);
}

static void setup(void)
{
	struct tiny tiny;

	tiny_init(&tiny);
	tiny.ph[2] = (Elf64_Phdr){
		.p_type = PT_LOAD,
		.p_flags = PF_R | PF_W,
		.p_vaddr = TINY_PAGE,
		.p_filesz = 100,
		.p_memsz = 100,
		.p_align = TINY_PAGE,
	};
	tiny.eh.e_phnum = 3;
	tiny_write("program", &tiny);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.forks_child = 1,
	.needs_tmpdir = 1,
};
