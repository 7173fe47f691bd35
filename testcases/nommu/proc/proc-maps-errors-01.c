// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * /proc/PID/maps of a kernel thread, of a process that has ended or has another program since, and of
 * somebody else: an error or an end of file. Whoever holds the file open keeps the process's memory from
 * nobody.
 */
#include "../tiny.h"

#define OPENS 1000
#define HELD 880

static char text[16384];

static void kernel_thread(void)
{
	char path[64], name[32] = "";
	ssize_t got;
	int fd;

	SAFE_FILE_SCANF("/proc/2/comm", "%31s", name);
	snprintf(path, sizeof(path), "/proc/2/maps");
	errno = 0;
	fd = open(path, O_RDONLY);
	got = fd < 0 ? -1 : read(fd, text, sizeof(text));
	TST_EXP_EXPR((fd < 0 && errno == ESRCH) || got == 0,
		     "maps of %s: expected ESRCH or an empty file, got %s", name,
		     fd < 0 ? tst_strerrno(errno) : got ? "text" : "an empty file");
	if (fd >= 0)
		SAFE_CLOSE(fd);
}

static void ended(void)
{
	char *const argv[] = {"program", NULL}, *const envp[] = {NULL};
	struct tiny_run run;
	int before, after;
	ssize_t got;

	tiny_start(&run, "./program", argv, envp);
	before = SAFE_OPEN(tiny_proc(run.pid, "maps"), O_RDONLY);
	after = SAFE_OPEN(tiny_proc(run.pid, "maps"), O_RDONLY);
	TST_EXP_POSITIVE(read(before, text, 50), "of a process that runs");
	TST_EXP_EXPR(tiny_stop(&run), "the process ends: %s", tst_strstatus(run.status));
	errno = 0;
	got = read(after, text, sizeof(text));
	TST_EXP_EXPR(got == 0 || (got < 0 && errno == ESRCH),
		     "first read after its end: expected 0 or ESRCH, got %zd, %s", got, tst_strerrno(errno));
	/* what the kernel has made of the first lines may still come */
	while ((got = read(before, text, sizeof(text))) > 0)
		;
	TST_EXP_EXPR(got == 0 || errno == ESRCH,
		     "further reads after its end: expected 0 or ESRCH at last, got %zd, %s", got,
		     tst_strerrno(errno));
	TST_EXP_FAIL2(open(tiny_proc(run.pid, "maps"), O_RDONLY), ENOENT, "when it is reaped");
	SAFE_CLOSE(before);
	SAFE_CLOSE(after);
}

/* A program of its own: a vfork child has its parent's memory and may look at it whoever it is. */
TST_CHILD(nobody)
{
	SAFE_SETRESUID(65534, 65534, 65534);
	TST_EXP_FAIL2(open(tiny_proc(getppid(), "maps"), O_RDONLY), EACCES,
		      "by nobody, of a process of root");
}

/* The test, by another program: waits for the word and runs the small one. */
TST_CHILD(changes)
{
	char *const argv[] = {"program", NULL}, *const envp[] = {NULL};
	int out = tst_args_fd(args, 0), in = tst_args_fd(args, 1);

	TST_CHECKPOINT_WAKE(0);
	TST_CHECKPOINT_WAIT(1);
	dup2(in, 0);
	dup2(out, 1);
	execve("./program", argv, envp);
	_exit(TINY_ALIVE);
}

static void changed(void)
{
	unsigned long hello[2] = {0, 0};
	int out[2], in[2], fd, status, lines;
	ssize_t got;
	pid_t pid;

	SAFE_PIPE2(in, O_CLOEXEC);
	SAFE_PIPE2(out, O_CLOEXEC);
	pid = tst_spawn(changes, tst_arg_fd(out[1]), tst_arg_fd(in[0]));
	TST_CHECKPOINT_WAIT(0);
	fd = SAFE_OPEN(tiny_proc(pid, "maps"), O_RDONLY);
	TST_CHECKPOINT_WAKE(1);
	SAFE_READ(1, out[0], hello, sizeof(hello));
	errno = 0;
	got = read(fd, text, sizeof(text));
	TST_EXP_EXPR(got == 0 || (got < 0 && errno == ESRCH),
		     "opened before exec, read after: expected nothing of the old program, got %zd, %s", got,
		     tst_strerrno(errno));
	lines = fig_lines(tiny_proc(pid, "maps"));
	TST_EXP_EXPR(lines == 2, "opened after exec: expected image and stack, got %d lines", lines);
	SAFE_CLOSE(fd);
	SAFE_CLOSE(in[1]);
	SAFE_CLOSE(in[0]);
	SAFE_CLOSE(out[0]);
	SAFE_CLOSE(out[1]);
	SAFE_WAITPID(pid, &status, 0);
	TST_EXP_EXPR(status == TINY_STATUS(TINY_CODE), "the program goes on and ends: %s",
		     tst_strstatus(status));
}

static void opens(const char *path, int count)
{
	for (int i = 0; i < count; i++)
		close(open(path, O_RDONLY));
}

/* Processes that end while their maps are open. */
static void held_open(int count)
{
	char *const argv[] = {"program", NULL}, *const envp[] = {NULL};
	struct tiny_run run;
	int fd;

	for (int i = 0; i < count; i++) {
		tiny_start(&run, "./program", argv, envp);
		fd = open(tiny_proc(run.pid, "maps"), O_RDONLY);
		tiny_stop(&run);
		close(fd);
	}
}

/* Pages of the kernel's records, without those that it keeps of files it has seen. */
static long records(void)
{
	SAFE_FILE_PRINTF("/proc/sys/vm/drop_caches", "2");
	return fig_slab();
}

static void leaks(void)
{
	char *const argv[] = {"program", NULL}, *const envp[] = {NULL};
	struct tiny_run run;
	long unused, copy, slab;

	held_open(HELD / 8);
	opens(FIG_SELF, 100);
	unused = fig_unused_settled();
	slab = records();
	copy = fig_mmap_copy();
	tiny_start(&run, "./program", argv, envp);
	opens(tiny_proc(run.pid, "maps"), OPENS);
	tiny_stop(&run);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	fig_no_leak("1000 opens of its maps, then its end", unused);
	opens(FIG_SELF, OPENS);
	held_open(HELD);
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	fig_no_leak("1000 opens of the own maps, and processes that ended while they were open", unused);
	/*
	 * What an open file holds is the kernel's record of the memory, about a KiB each. The pages of records vary,
	 * but not by so much once there were many.
	 */
	for (int i = 0; i < 50 && records() > slab + HELD / 6; i++)
		usleep(10000);
	TST_EXP_EXPR(records() <= slab + HELD / 6, "%ld pages of records were in use, now %ld", slab,
		     records());
}

static void run(void)
{
	kernel_thread();
	ended();
	TST_EXP_EXITED(tst_spawn(nobody), 0, "nobody's process");
	changed();
	leaks();
}

static void setup(void)
{
	struct tiny tiny;

	tiny_init(&tiny);
	tiny_write("program", &tiny);
	fig_settle();
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.forks_child = 1,
	.needs_root = 1,
	.needs_tmpdir = 1,
	.needs_checkpoints = 1,
};
