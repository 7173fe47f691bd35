// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * writev() of three buffers the second of which cannot be read, to a file of 1 KiB: at its start, there
 * again, and behind its end. It writes the first buffer and does not give EFAULT.
 */
#include "short_writev.h"

#define FILE_SIZE 1024
#define BEHIND 8192

static void run(void)
{
	make_file(FILE_SIZE);
	SAFE_LSEEK(file, 0, SEEK_SET);
	write_short("at offset 0");
	check_file(0, FILE_SIZE);
	SAFE_LSEEK(file, 0, SEEK_SET);
	write_short("at offset 0 again");
	check_file(0, FILE_SIZE);
	SAFE_LSEEK(file, BEHIND, SEEK_SET);
	write_short("behind the end of the file");
	check_file(BEHIND, FILE_SIZE);
	close_file();
}

static struct tst_test test = {
	.test_all = run,
	.cleanup = close_file,
	.needs_tmpdir = 1,
};
