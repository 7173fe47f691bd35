// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A program whose image is larger than the largest block of memory: its process is killed at exec and all
 * memory is back, every time. One that just goes into the largest block runs.
 */
#include "../tiny.h"

static void make(const char *path, size_t bss)
{
	struct tiny tiny;

	tiny_init(&tiny);
	tiny.eh.e_phnum = 3;
	tiny.ph[2] = (Elf64_Phdr){
		.p_type = PT_LOAD,
		.p_flags = PF_R | PF_W,
		.p_vaddr = TINY_PAGE,
		.p_memsz = bss,
		.p_align = TINY_PAGE,
	};
	tiny_write(path, &tiny);
}

static void run(void)
{
	long unused, copy = fig_mmap_copy();

	tiny_killed("8 MiB of bss", "./large");
	tiny_runs("3 MiB of bss", "./small");
	unused = fig_unused();
	TST_EXP_EQ_LI(tiny_rounds("./large", 200, 0, SIGSEGV), 200);
	tiny_back("200 rounds with 8 MiB", unused);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	TST_EXP_EQ_LI(tiny_rounds("./small", 200, 0, TINY_STATUS(TINY_CODE)), 200);
	tiny_back("200 rounds with 3 MiB", unused);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
}

static void setup(void)
{
	tiny_settle();
	make("large", 8 << 20);
	make("small", 3 << 20);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
