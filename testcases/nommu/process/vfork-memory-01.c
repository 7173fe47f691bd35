// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A vfork child shares its parent's memory, mappings included, and nothing else: descriptors, directory,
 * umask and signal handlers are its own.
 */
#include "../figures.h"

static volatile int global;
static void *volatile mapped;

static void handler(int sig)
{
	(void)sig;
}

static void run(void)
{
	size_t page = FIG_PAGE;
	char *own = SAFE_MMAP(NULL, page, FIG_RW, FIG_ANON, -1, 0);
	volatile char *heap = SAFE_MALLOC(16);
	static char before[PATH_MAX], after[PATH_MAX];
	int fd = SAFE_OPEN("/dev/null", O_RDONLY | O_CLOEXEC);
	struct sigaction action;
	long copy;
	pid_t pid;

	SAFE_GETCWD(before, sizeof(before));
	umask(022);
	signal(SIGUSR1, SIG_DFL);
	/* the library's other process comes to rest */
	usleep(30000);
	fig_settle();
	copy = fig_mmap_copy();
	heap[0] = 'p';
	TST_VFORK(pid) {
		global = 42;
		heap[0] = 'c';
		mapped = (void *)syscall(SYS_mmap, NULL, page, FIG_RW, FIG_ANON, -1, 0);
		if (mapped != MAP_FAILED)
			*(char *)mapped = 'm';
		close(fd);
		chdir("/");
		umask(077);
		signal(SIGUSR1, handler);
	}
	TST_EXP_EXITED(pid, 0, "the child");
	TST_EXP_EQ_LI(global, 42);
	TST_EXP_EQ_LI(heap[0], 'c');
	TST_EXP_EXPR(mapped != MAP_FAILED && *(char *)mapped == 'm', "the child's mapping has its store");
	TST_EXP_EXPR(fig_has(FIG_SELF, mapped, page, "rw-p"), "the child's mapping stays in the parent");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy + 1);
	TST_EXP_PASS(munmap(mapped, page));
	TST_EXP_EXPR(fcntl(fd, F_GETFD) == FD_CLOEXEC, "the descriptor is still open");
	SAFE_GETCWD(after, sizeof(after));
	TST_EXP_EQ_STR(after, before);
	TST_EXP_EQ_LI(umask(022), 022);
	SAFE_SIGACTION(SIGUSR1, NULL, &action);
	TST_EXP_EXPR(action.sa_handler == SIG_DFL, "the handler is the parent's");

	TST_VFORK(pid) {
		_exit(syscall(SYS_munmap, own, page) ? errno : 0);
	}
	TST_EXP_EXITED(pid, 0, "munmap in the child");
	TST_EXP_EXPR(!fig_has(FIG_SELF, own, page, NULL), "the mapping is gone in the parent too");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy - 1);
	SAFE_CLOSE(fd);
	free((void *)heap);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
