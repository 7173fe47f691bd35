// SPDX-License-Identifier: GPL-2.0-or-later
/* Two children write to one pipe, one after the other; all their bytes and no others come out. */
#include "tst_test.h"

#define BYTES 50

static int fds[2] = {-1, -1};

static void write_letters(char letter)
{
	pid_t pid;

	TST_VFORK(pid) {
		close(fds[0]);
		for (int i = 0; i < BYTES; i++)
			SAFE_WRITE(SAFE_WRITE_ALL, fds[1], &letter, 1);
	}
	TST_EXP_EXITED(pid, 0, "child that writes %c", letter);
}

static void run(void)
{
	int a = 0, b = 0, others = 0;
	char letter;

	SAFE_PIPE(fds);
	write_letters('A');
	write_letters('B');
	SAFE_CLOSE(fds[1]);
	while (SAFE_READ(0, fds[0], &letter, 1) == 1) {
		a += letter == 'A';
		b += letter == 'B';
		others += letter != 'A' && letter != 'B';
	}
	TST_EXP_EXPR(a == BYTES && b == BYTES && others == 0, "expected %d A and %d B, got %d A, %d B, %d others", BYTES,
		     BYTES, a, b, others);
	SAFE_CLOSE(fds[0]);
}

static void cleanup(void)
{
	for (int i = 0; i < 2; i++) {
		if (fds[i] >= 0)
			SAFE_CLOSE(fds[i]);
	}
}

static struct tst_test test = {
	.test_all = run,
	.cleanup = cleanup,
};
