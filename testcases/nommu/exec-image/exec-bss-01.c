// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a new program finds in its memory: constants and data as in the file, to the last byte, and a bss of
 * zeroes although the memory was used before and the file goes on behind the data.
 */
#include "../tiny.h"

#define CONST_AT (1 * TINY_PAGE)
#define DATA_AT (2 * TINY_PAGE)
#define CONST_LEN 500
#define DATA_LEN 1003

static struct {
	union {
		struct tiny tiny;
		char page[TINY_PAGE];
	};
	unsigned char constants[TINY_PAGE], data[3 * TINY_PAGE];
} file;

static void check(const char *what, size_t data, size_t bss)
{
	char *const argv[] = {"program", NULL}, *const envp[] = {NULL};
	struct tiny_run run;
	const char *base;

	file.tiny.ph[3].p_filesz = data;
	file.tiny.ph[3].p_memsz = data + bss;
	tiny_file("program", &file, sizeof(file));
	fig_dirty(256 * 1024, 16);
	fig_dirty(16 * 1024, 16);
	tiny_start(&run, "./program", argv, envp);
	TST_EXP_EXPR(run.sp != 0, "%s: expected it to run, got %s", what, tst_strerrno(run.err));
	if (run.sp) {
		base = tiny_string(run.entry - offsetof(struct tiny, code));
		TST_EXP_EXPR(!memcmp(base, &file.tiny, sizeof(file.tiny)), "%s: the code is as in the file", what);
		TST_EXP_EXPR(!memcmp(base + CONST_AT, file.constants, CONST_LEN), "%s: the constants are as in the file",
			     what);
		TST_EXP_EXPR(!memcmp(base + DATA_AT, file.data, data), "%s: the data is as in the file", what);
		TST_EXP_EXPR(base[DATA_AT + data - 1] == (char)file.data[data - 1], "%s: so is its last byte", what);
		TST_EXP_EXPR(fig_not(base + DATA_AT + data, bss, 0) == -1, "%s: byte %ld of the bss is not 0", what,
			     fig_not(base + DATA_AT + data, bss, 0));
	}
	TST_EXP_EXPR(tiny_stop(&run), "%s: expected exit code %d, it %s", what, TINY_CODE, tst_strstatus(run.status));
}

static void run(void)
{
	check("5 bytes of bss", DATA_LEN, 5);
	check("100 bytes of bss", DATA_LEN, 100);
	check("200 KiB of bss", DATA_LEN, 200 * 1024);
	check("data of two pages and 200 KiB", 2 * TINY_PAGE, 200 * 1024);
	check("no bss", DATA_LEN, 0);
	check("no bss, whole pages", 2 * TINY_PAGE, 0);
}

static void setup(void)
{
	tiny_init(&file.tiny);
	file.tiny.eh.e_phnum = 4;
	file.tiny.ph[2] = (Elf64_Phdr){
		.p_type = PT_LOAD,
		.p_flags = PF_R,
		.p_offset = CONST_AT,
		.p_vaddr = CONST_AT,
		.p_filesz = CONST_LEN,
		.p_memsz = CONST_LEN,
		.p_align = TINY_PAGE,
	};
	file.tiny.ph[3] = (Elf64_Phdr){
		.p_type = PT_LOAD,
		.p_flags = PF_R | PF_W,
		.p_offset = DATA_AT,
		.p_vaddr = DATA_AT,
		.p_align = TINY_PAGE,
	};
	for (size_t i = 0; i < sizeof(file.constants); i++)
		file.constants[i] = 1 + i * 7 % 251;
	for (size_t i = 0; i < sizeof(file.data); i++)
		file.data[i] = 1 + i * 11 % 251;
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
