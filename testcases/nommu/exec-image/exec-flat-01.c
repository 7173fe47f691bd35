// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Flat binaries. x86 has no such format (CONFIG_BINFMT_FLAT needs a machine that says ARCH_HAS_BINFMT_FLAT,
 * and a compiler that makes them), so that the emulator's kernel must refuse one, and the rest cannot be
 * tested.
 */
#include <arpa/inet.h>
#include "../tiny.h"

static void run(void)
{
	static struct {
		char magic[4];
		uint32_t rev, entry, data_start, data_end, bss_end, stack_size;
		uint32_t reloc_start, reloc_count, flags, date, filler[5];
		char text[512];
	} flat = {.magic = "bFLT"};

	flat.rev = htonl(4);
	flat.entry = htonl(64);
	flat.data_start = flat.data_end = flat.bss_end = flat.reloc_start = htonl(sizeof(flat));
	flat.stack_size = htonl(4096);
	tiny_file("flat", &flat, sizeof(flat));
	tiny_refused("flat binary, version 4", "./flat", ENOEXEC);
	flat.rev = htonl(3);
	tiny_file("flat", &flat, sizeof(flat));
	tiny_refused("flat binary, version 3", "./flat", ENOEXEC);

	tst_res(TCONF, "arguments, environment, GOT and relocations of a flat binary: no BINFMT_FLAT on x86");
	tst_res(TCONF, "size of its stack from its header: no BINFMT_FLAT on x86");
	tst_res(TCONF, "bss of zeroes: no BINFMT_FLAT on x86");
	tst_res(TCONF, "areas in /proc/PID/maps: no BINFMT_FLAT on x86");
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
