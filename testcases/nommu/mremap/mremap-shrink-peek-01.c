// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What mremap() has cut off a mapping is no memory of the process: neither /proc/<pid>/mem nor ptrace() reads
 * there.
 */
#include <sys/ptrace.h>
#include "../figures.h"

#define BLOCK ((size_t)4 << 20)
#define MOST 64

/* An address half a page behind a mapping whose last page mremap() has cut off. */
static char *behind(char *mem, size_t len)
{
	memset(mem, 'm', len);
	if (syscall(SYS_mremap, mem, len, len - FIG_PAGE, 0, NULL) != (long)mem)
		tst_brk(TBROK | TERRNO, "mremap to a page less");
	return mem + len - FIG_PAGE / 2;
}

/*
 * The highest block there is. A kernel that reads behind the end copies all that follows, up to the end of
 * memory; here that is little, and it dies of it in the same way each time.
 */
static char *highest(void)
{
	char *blocks[MOST], *high = NULL;
	int count = 0;

	while (count < MOST && (blocks[count] = mmap(NULL, BLOCK, FIG_RW, FIG_ANON, -1, 0)) != MAP_FAILED) {
		if (blocks[count] > high)
			high = blocks[count];
		count++;
	}
	if (!high)
		tst_brk(TBROK | TERRNO, "no block of 4 MiB");
	for (int i = 0; i < count; i++)
		if (blocks[i] != high)
			SAFE_MUNMAP(blocks[i], BLOCK);
	return high;
}

TST_CHILD(traced)
{
	char **address = tst_shared(sizeof(*address));

	*address = behind(SAFE_MMAP(NULL, 2 * FIG_PAGE, FIG_RW, FIG_ANON, -1, 0), 2 * FIG_PAGE);
	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL))
		tst_brk(TBROK | TERRNO, "PTRACE_TRACEME");
	tst_raise(SIGSTOP);
}

TST_CHILD(reader)
{
	int fd = SAFE_OPEN("/proc/self/mem", O_RDONLY | O_CLOEXEC);
	char *mem = highest(), *at, byte[8];

	at = behind(mem, BLOCK);
	TST_EXP_VAL(pread(fd, byte, sizeof(byte), (off_t)(at - FIG_PAGE)), 8, "pread inside the mapping");
	/* the result so far gets out before a kernel that reads there dies of it */
	usleep(20000);
	/* the page that the kernel takes for its buffer next */
	SAFE_MUNMAP(mem, FIG_PAGE);
	TST_EXP_FAIL2(pread(fd, byte, sizeof(byte), (off_t)at), EIO, "pread half a page behind the mapping");
	SAFE_CLOSE(fd);
}

static void run(void)
{
	char **address = tst_shared(sizeof(*address));
	int status;
	pid_t pid = tst_spawn(reader);

	TST_EXP_EXITED(pid, 0, "the process that reads its own memory");

	pid = tst_spawn(traced);
	SAFE_WAITPID(pid, &status, 0);
	if (!WIFSTOPPED(status))
		tst_brk(TBROK, "the traced process %s", tst_strstatus(status));
	errno = 0;
	TST_EXP_EXPR(ptrace(PTRACE_PEEKDATA, pid, *address - FIG_PAGE, NULL) == 0x6d6d6d6d6d6d6d6d && errno == 0,
		     "PTRACE_PEEKDATA inside the mapping");
	errno = 0;
	ptrace(PTRACE_PEEKDATA, pid, *address, NULL);
	TST_EXP_EXPR(errno == EIO, "PTRACE_PEEKDATA half a page behind the mapping: expected EIO, got %s",
		     tst_strerrno(errno));
	ptrace(PTRACE_KILL, pid, NULL, NULL);
	SAFE_WAITPID(pid, &status, 0);
}

static struct tst_test test = {
	.test_all = run,
	.forks_child = 1,
};
