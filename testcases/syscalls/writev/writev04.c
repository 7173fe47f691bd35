// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * writev() of three buffers the second of which cannot be read, to a file of 8 KiB: across a border of pages
 * inside it, from its start over bytes just written, and at its end. It writes the first buffer and does not
 * give EFAULT.
 */
#include "short_writev.h"

#define FILE_SIZE 8192
#define INSIDE (4096 - BUFFER / 2)

static void run(void)
{
	make_file(FILE_SIZE);
	SAFE_LSEEK(file, INSIDE, SEEK_SET);
	write_short("inside the file");
	check_file(INSIDE, FILE_SIZE);
	SAFE_LSEEK(file, 0, SEEK_SET);
	write_short("at offset 0");
	check_file(0, FILE_SIZE);
	SAFE_LSEEK(file, BUFFER / 2, SEEK_SET);
	write_short("over bytes just written");
	check_file(BUFFER / 2, FILE_SIZE);
	SAFE_LSEEK(file, FILE_SIZE, SEEK_SET);
	write_short("at the end of the file");
	check_file(FILE_SIZE, FILE_SIZE);
	close_file();
}

static struct tst_test test = {
	.test_all = run,
	.cleanup = close_file,
	.needs_tmpdir = 1,
};
