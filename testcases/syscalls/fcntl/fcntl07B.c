// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * FD_CLOEXEC set by F_SETFD on a FIFO that is open for reading and writing: the program, found by PATH and
 * executed, does not have the descriptor; without the flag it has it.
 */
#define TST_NO_DEFAULT_MAIN
#include "tst_test.h"

#define NAME "fcntl07B_in_path"

static int fd = -1;

static void look(const char *number, int closed)
{
	const int inherited = atoi(number);

	tst_reinit();
	if (closed)
		TST_EXP_FAIL2(fcntl(inherited, F_GETFD), EBADF, "FD_CLOEXEC: F_GETFD after exec");
	else
		TST_EXP_VAL(fcntl(inherited, F_GETFD), 0, "no flag: F_GETFD after exec");
}

static void run(unsigned int nr)
{
	const char *option = nr == 0 ? "--closed" : "--open";
	char number[16];
	pid_t pid;

	TST_EXP_PASS(fcntl(fd, F_SETFD, nr == 0 ? FD_CLOEXEC : 0), "F_SETFD %s",
		     nr == 0 ? "FD_CLOEXEC" : "0");
	snprintf(number, sizeof(number), "%d", fd);
	TST_VFORK(pid) {
		execlp(NAME, NAME, option, number, NULL);
		tst_brk(TBROK | TERRNO, "cannot execute " NAME);
	}
	TST_EXP_EXITED(pid, 0, "the program that was executed");
}

static void setup(void)
{
	char exe[PATH_MAX];
	const ssize_t len = SAFE_READLINK("/proc/self/exe", exe, sizeof(exe) - 1);

	exe[len] = '\0';
	SAFE_SYMLINK(exe, NAME);
	SAFE_SETENV("PATH", tst_tmpdir_path(), 1);
	SAFE_MKFIFO("fifo", 0600);
	fd = SAFE_OPEN("fifo", O_RDWR);
}

static void cleanup(void)
{
	if (fd >= 0)
		SAFE_CLOSE(fd);
}

static struct tst_test test = {
	.tcnt = 2,
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_tmpdir = 1,
	.child_needs_reinit = 1,
};

int main(int argc, char *argv[])
{
	if (argc == 3) {
		look(argv[2], strcmp(argv[1], "--closed") == 0);
		return 0;
	}
	tst_run_tcases(argc, argv, &test);
}
