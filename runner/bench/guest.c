// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What `ltp-nommu bench` runs in a guest: times each operation over many rounds and prints `name nanoseconds`, the
 * median of several batches. With an argument that is no number it ends at once: the program that exec is timed with.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define BATCHES 9

static int fds[2];
static char *self;

static void getppid_once(void)
{
	syscall(SYS_getppid);
}

static void pipe_once(void)
{
	char byte = 0;

	if (write(fds[1], &byte, 1) != 1 || read(fds[0], &byte, 1) != 1)
		exit(1);
}

static void exec_once(void)
{
	char *argv[] = {self, "end", NULL};
	int status;
	pid_t pid = vfork();

	if (pid == 0) {
		execv(self, argv);
		_exit(1);
	}
	if (waitpid(pid, &status, 0) != pid || status != 0)
		exit(1);
}

static const struct {
	const char *name;
	void (*once)(void);
	int rounds; /* a batch takes some milliseconds, also where a call is slow */
} operations[] = {
	{"getppid", getppid_once, 3000},
	{"pipe", pipe_once, 1500},
	{"exec", exec_once, 60},
};

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1e9 + ts.tv_nsec;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int main(int argc, char *argv[])
{
	double batch[BATCHES];
	size_t i;
	int b, r;

	if (argc > 1)
		return 0;
	self = argv[0];
	if (pipe(fds))
		return 1;
	for (i = 0; i < sizeof(operations) / sizeof(*operations); i++) {
		operations[i].once();
		for (b = 0; b < BATCHES; b++) {
			double start = now();

			for (r = 0; r < operations[i].rounds; r++)
				operations[i].once();
			batch[b] = (now() - start) / operations[i].rounds;
		}
		qsort(batch, BATCHES, sizeof(*batch), by_size);
		printf("%s %.1f\n", operations[i].name, batch[BATCHES / 2]);
	}
	return 0;
}
