// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What of a program's memory goes into its core file: by default not what it shares with a file, and
 * without an MMU each private mapping of a file, written to or not, as if it were anonymous. A size limit
 * cuts the file and harms nobody.
 */
#include "core.h"

struct told {
	void *shared, *private, *anon;
};

/* Anonymous memory and private huge pages; the headers of programs by the kernel's configuration. */
#define DEFAULT 0x23
#define ELF_HEADERS 0x10
#define ANON_PRIVATE 0x1
#define MAPPED_PRIVATE 0x4
#define MAPPED_SHARED 0x8

static void filter(unsigned int bits)
{
	SAFE_FILE_PRINTF("/proc/self/coredump_filter", "%#x", bits);
}

TST_CHILD(die)
{
	struct told *told = tst_shared(sizeof(*told));
	struct rlimit limit = {tst_args_int(args, 1), tst_args_int(args, 1)};
	int shared = fig_ramfs_file("shared", 2), private = fig_ramfs_file("private", 3);

	told->shared = SAFE_MMAP(NULL, 2 * FIG_PAGE, FIG_RW, MAP_SHARED, shared, 0);
	/* a copy that is only read: an MMU kernel would leave it out */
	told->private = SAFE_MMAP(NULL, 3 * FIG_PAGE, FIG_RW, MAP_PRIVATE, private, 0);
	told->anon = SAFE_MMAP(NULL, FIG_PAGE, FIG_RW, FIG_ANON, -1, 0);
	filter(tst_args_int(args, 0));
	SAFE_SETRLIMIT(RLIMIT_CORE, &limit);
	abort();
}

/*
 * The file is opened afresh: pages of the segment at `start` that are in it, or -1 when it has no such
 * segment.
 */
static long pages_of(void *start)
{
	for (int i = 0; i < core_ehdr()->e_phnum; i++)
		if (core_phdr(i)->p_type == PT_LOAD && core_phdr(i)->p_vaddr == (unsigned long)start)
			return core_phdr(i)->p_filesz / FIG_PAGE;
	return -1;
}

static int first_byte(void *start)
{
	for (int i = 0; i < core_ehdr()->e_phnum; i++)
		if (core_phdr(i)->p_type == PT_LOAD && core_phdr(i)->p_vaddr == (unsigned long)start)
			return fig_byte(core_fd, core_phdr(i)->p_offset);
	return -1;
}

static int dump(unsigned int bits, rlim_t limit)
{
	pid_t pid;
	int status;

	unlink("core");
	pid = tst_spawn(die, tst_arg_int(bits), tst_arg_int(limit));
	SAFE_WAITPID(pid, &status, 0);
	TST_EXP_EXPR(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT,
		     "filter %#x: death by SIGABRT: it %s", bits, tst_strstatus(status));
	core_fd = open("core", O_RDONLY | O_CLOEXEC);
	memset(core_headers, 0, sizeof(core_headers));
	if (core_fd >= 0)
		SAFE_READ(0, core_fd, core_headers, sizeof(core_headers));
	return status;
}

static void expect(unsigned int bits, long shared, long private, long anon)
{
	struct told *told = tst_shared(sizeof(*told));

	dump(bits, RLIM_INFINITY);
	TST_EXP_EXPR(pages_of(told->shared) == shared, "filter %#x: %ld pages of a shared file, expected %ld",
		     bits, pages_of(told->shared), shared);
	TST_EXP_EXPR(pages_of(told->private) == private,
		     "filter %#x: %ld pages of a private file, expected %ld", bits, pages_of(told->private),
		     private);
	TST_EXP_EXPR(pages_of(told->anon) == anon, "filter %#x: %ld anonymous pages, expected %ld", bits,
		     pages_of(told->anon), anon);
	if (shared)
		TST_EXP_EXPR(first_byte(told->shared) == 'a', "filter %#x: with the shared file's content",
			     bits);
	if (private)
		TST_EXP_EXPR(first_byte(told->private) == 'a', "filter %#x: with the private file's content",
			     bits);
	SAFE_CLOSE(core_fd);
}

static void run(void)
{
	unsigned int now;
	struct stat st;
	int status;

	SAFE_FILE_SCANF("/proc/self/coredump_filter", "%x", &now);
	TST_EXP_EQ_LU(now & ~ELF_HEADERS, DEFAULT);
	expect(now, 0, 3, 1);
	expect(now | MAPPED_SHARED, 2, 3, 1);
	expect(ANON_PRIVATE, 0, 3, 1);
	expect(MAPPED_PRIVATE, 0, 3, 0);
	expect(0, 0, 0, 0);

	status = dump(now, FIG_PAGE);
	if (core_fd < 0) {
		TST_EXP_EXPR(!WCOREDUMP(status), "with a limit of a page: no file, and the status says so");
	} else {
		SAFE_FSTAT(core_fd, &st);
		TST_EXP_EXPR(st.st_size <= (off_t)FIG_PAGE, "with a limit of a page: %ld bytes of it",
			     (long)st.st_size);
		SAFE_CLOSE(core_fd);
	}
}

static struct tst_test test = {
	.test_all = run,
	.forks_child = 1,
	.needs_tmpdir = 1,
	.save_restore = CORE_SAVE_RESTORE,
};
