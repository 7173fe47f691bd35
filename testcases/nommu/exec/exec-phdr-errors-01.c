// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Program headers that cannot be right: refused, or the end of the child where the old program is gone
 * already; and the table that the loader has read is given back on every way out.
 */
#include "../tiny.h"

/* As many as fit into the 64 KiB that the loader takes. */
#define MOST (65536 / sizeof(Elf64_Phdr))
#define ROUNDS 100
/* Rounds that lose their tables lose 1600 pages; what RCU has yet to free on a loaded machine stays far below. */
#define SLACK 600

static struct {
	Elf64_Ehdr eh;
	Elf64_Phdr ph[MOST];
} big;

static void check(const char *what, const void *file, size_t size, int err)
{
	int status = err ? TINY_STATUS(TINY_ALIVE) : SIGSEGV;
	long slab, now;

	tiny_file("bad", file, size);
	if (err)
		tiny_refused(what, "./bad", err);
	else
		tiny_killed(what, "./bad");
	tiny_rounds("./bad", 10, err, status);
	slab = fig_slab();
	TST_EXP_EQ_LI(tiny_rounds("./bad", ROUNDS, err, status), ROUNDS);
	now = fig_slab();
	TST_EXP_EXPR(now - slab < SLACK, "%s: %d rounds, slabs had %ld pages, have %ld", what, ROUNDS, slab, now);
}

static void run(void)
{
	struct tiny tiny;

	fig_log_clear();
	tiny_init(&tiny);
	tiny.eh.e_phentsize++;
	check("size of a header is odd", &tiny, sizeof(tiny), ENOMEM);
	tiny_init(&tiny);
	tiny.eh.e_phnum = MOST + 1;
	check("table of more than 64 KiB", &tiny, sizeof(tiny), ENOMEM);
	tiny_init(&tiny);
	tiny.eh.e_phoff = sizeof(tiny) + TINY_PAGE;
	tiny.eh.e_phnum = MOST;
	check("table behind the end of the file", &tiny, sizeof(tiny), ENOEXEC);
	tiny_init(&tiny);
	tiny.eh.e_phnum = 0;
	check("no header", &tiny, sizeof(tiny), 0);
	tiny_init(&tiny);
	big.eh = tiny.eh;
	big.eh.e_phoff = sizeof(big.eh);
	big.eh.e_phnum = MOST;
	check("no PT_LOAD", &big, sizeof(big), 0);
	tiny_quiet();
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
