// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * FD_CLOEXEC set by F_SETFD closes the descriptor over exec: for a regular file, both ends of a pipe and a FIFO.
 * The program executes itself with the descriptor's number; there F_GETFD must not find it any more.
 */
#define TST_NO_DEFAULT_MAIN
#include "tst_test.h"

static int fds[4] = {-1, -1, -1, -1};
static const char *const names[] = {"regular file", "read end of a pipe", "write end of a pipe", "FIFO"};

static void check_closed(const char *number, const char *name)
{
	const int fd = atoi(number);

	tst_reinit();
	TST_EXP_FAIL2(fcntl(fd, F_GETFD), EBADF, "%s: F_GETFD on descriptor %d after exec", name, fd);
}

static void run(unsigned int nr)
{
	char number[16];
	pid_t pid;

	TST_EXP_PASS(fcntl(fds[nr], F_SETFD, FD_CLOEXEC), "%s: F_SETFD FD_CLOEXEC", names[nr]);
	snprintf(number, sizeof(number), "%d", fds[nr]);
	TST_VFORK(pid) {
		execl("/proc/self/exe", "fcntl07", "-T", number, names[nr], NULL);
		tst_brk(TBROK | TERRNO, "cannot execute ourselves");
	}
	tst_reap_children();
}

static void setup(void)
{
	fds[0] = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	SAFE_PIPE(fds + 1);
	SAFE_MKFIFO("fifo", 0600);
	fds[3] = SAFE_OPEN("fifo", O_RDWR);
}

static void cleanup(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(fds); i++) {
		if (fds[i] >= 0)
			SAFE_CLOSE(fds[i]);
	}
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(fds),
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
	.child_needs_reinit = 1,
};

int main(int argc, char *argv[])
{
	if (argc == 4 && strcmp(argv[1], "-T") == 0) {
		check_closed(argv[2], argv[3]);
		return 0;
	}
	tst_run_tcases(argc, argv, &test);
}
