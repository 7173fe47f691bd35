// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Two processes that map a ramfs file shared have the same memory. It is theirs until the last of them is
 * gone, whichever way it goes, and the file cannot be made shorter until then.
 */
#include "../figures.h"

#define PAGES 4

enum end { BY_EXIT, BY_SIGNAL, BY_EXEC };

static const char *const ends[] = {"_exit", "a signal", "exec"};

TST_CHILD(sharer)
{
	char **address = tst_shared(sizeof(*address));
	int fd = tst_args_fd(args, 0);
	char *mem = SAFE_MMAP(NULL, PAGES * FIG_PAGE, FIG_RW, MAP_SHARED, fd, 0);

	*address = mem;
	SAFE_CLOSE(fd);
	TST_EXP_EXPR(mem[0] == 'p', "the child sees the parent's store: '%c'", mem[0]);
	mem[1] = 'c';
	TST_CHECKPOINT_WAKE_AND_WAIT(0);
	TST_EXP_EXPR(mem[0] == 'p' && mem[1] == 'c' && fig_not(mem + 3 * FIG_PAGE, FIG_PAGE, 'd') == -1,
		     "the child's data is right after the parent's munmap");
	switch (tst_args_int(args, 1)) {
	case BY_SIGNAL:
		tst_raise(SIGKILL);
		break;
	case BY_EXEC:
		execl("/bin/true", "true", NULL);
		tst_brk(TBROK | TERRNO, "exec of /bin/true");
	}
}

static void run(unsigned int nr)
{
	size_t len = PAGES * FIG_PAGE;
	char **address = tst_shared(sizeof(*address)), *mem;
	int fd = fig_ramfs_file("file", PAGES);
	pid_t pid;

	mem = SAFE_MMAP(NULL, len, FIG_RW, MAP_SHARED, fd, 0);
	mem[0] = 'p';
	pid = tst_spawn(sharer, tst_arg_fd(fd), tst_arg_int(nr));
	TST_CHECKPOINT_WAIT(0);
	TST_EXP_EXPR(*address == mem, "both have the address %p: %p", mem, *address);
	TST_EXP_EXPR(mem[1] == 'c', "the parent sees the child's store: '%c'", mem[1]);
	TST_EXP_PASS(munmap(mem, len));
	TST_EXP_EXPR(fig_has(FIG_REGIONS, mem, len, "rw-S"), "/proc/maps still has the child's mapping");
	TST_EXP_FAIL(ftruncate(fd, FIG_PAGE), ETXTBSY, "the file cannot be made shorter");
	TST_CHECKPOINT_WAKE(0);
	if (nr == BY_SIGNAL)
		TST_EXP_KILLED(pid, SIGKILL, "the child");
	else
		TST_EXP_EXITED(pid, 0, "the child");
	TST_EXP_EXPR(!fig_has(FIG_REGIONS, mem, len, NULL), "its end by %s takes the region along", ends[nr]);
	TST_EXP_PASS(ftruncate(fd, 0), "the file can be made shorter after %s", ends[nr]);
	SAFE_CLOSE(fd);
	SAFE_UNLINK("file");
}

static struct tst_test test = {
	.test = run,
	.tcnt = ARRAY_SIZE(ends),
	.needs_tmpdir = 1,
	.forks_child = 1,
	.needs_checkpoints = 1,
};
