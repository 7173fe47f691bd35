// SPDX-License-Identifier: GPL-2.0-or-later
/* setrlimit(): the limits on descriptors, file size, processes and core files are set, read back and kept. */
#include "tst_test.h"

#include <sched.h>

#define FILES 100
#define FILE_BYTES 10
#define PROCESSES 10
#define CHILDREN 20
#define STACK 4096

static void set_limit(int resource, rlim_t value)
{
	const struct rlimit limit = {value, value};

	SAFE_SETRLIMIT(resource, &limit);
}

/* Limits belong to a process: a vfork child's are its own. */
static void descriptors(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		set_limit(RLIMIT_NOFILE, FILES);
		TST_EXP_EQ_LI(getdtablesize(), FILES);
	}
	TST_EXP_EXITED(pid, 0);
}

static void file_size(void)
{
	static const char text[] = "abcdefghijklmnopqrstuvwxyz";
	int fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SIGNAL(SIGXFSZ, SIG_IGN);
		set_limit(RLIMIT_FSIZE, FILE_BYTES);
		TST_EXP_VAL(write(fd, text, 26), FILE_BYTES, "write() of 26 bytes with RLIMIT_FSIZE 10");
	}
	TST_EXP_EXITED(pid, 0);
	SAFE_CLOSE(fd);
}

static char stacks[CHILDREN][STACK] __attribute__((aligned(16)));
static volatile int may_end;

/* Runs beside its parent in the same memory: raw system calls only. */
static int wait_for_word(void *arg)
{
	const struct timespec tick = {0, 1000000};

	(void)arg;
	while (!may_end)
		tst_raw_syscall(SYS_nanosleep, &tick, NULL);
	return 0;
}

/* As a user without privileges: root is not bound by this limit. */
TST_CHILD(limited)
{
	struct rlimit limit;
	pid_t pids[CHILDREN];
	int started = 0, refused = 0, ended = 0, status;

	SAFE_SETRESUID(65534, 65534, 65534);
	set_limit(RLIMIT_NPROC, PROCESSES);
	SAFE_GETRLIMIT(RLIMIT_NPROC, &limit);
	TST_EXP_EXPR(limit.rlim_cur == PROCESSES && limit.rlim_max == PROCESSES,
		     "RLIMIT_NPROC %d reads back as %lu, %lu", PROCESSES, (unsigned long)limit.rlim_cur,
		     (unsigned long)limit.rlim_max);
	for (int i = 0; i < CHILDREN; i++) {
		TEST(clone(wait_for_word, stacks[i] + STACK, CLONE_VM | SIGCHLD, NULL));
		if (TST_RET > 0)
			pids[started++] = TST_RET;
		else
			refused += TST_ERR == EAGAIN;
	}
	TST_EXP_EXPR(started == PROCESSES - 1 && refused == CHILDREN - started,
		     "beside itself %d of %d processes can be started, the others fail with EAGAIN (%d, %d)",
		     PROCESSES - 1, CHILDREN, started, refused);
	may_end = 1;
	for (int i = 0; i < started; i++)
		ended += waitpid(pids[i], &status, 0) == pids[i] && WIFEXITED(status) && WEXITSTATUS(status) == 0;
	TST_EXP_EQ_LI(ended, started);
}

static void processes(void)
{
	TST_EXP_EXITED(tst_spawn(limited), 0, "child with RLIMIT_NPROC");
}

static void core_size(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		set_limit(RLIMIT_CORE, 10);
		tst_raise(SIGSEGV);
	}
	TST_EXP_KILLED(pid, SIGSEGV, "child with RLIMIT_CORE 10");
	TST_EXP_FAIL(access("core", F_OK), ENOENT, "a file core");
}

static void (*const parts[])(void) = {descriptors, file_size, processes, core_size};

static void run(unsigned int nr)
{
	parts[nr]();
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(parts),
	.test = run,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
