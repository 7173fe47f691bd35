// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A process that has mappings of all kinds, whole, split and cut, gives everything back however it ends:
 * memory, the kernel's records, open files, and the files that it had mapped.
 */
#include "../tiny.h"

#define ENDS 4
#define ROUNDS 10

static const char *const how[ENDS] = {"exit", "SIGKILL", "SIGSEGV", "exec"};
static const char *const files[] = {"private", "inplace", "shared"};

static char lists[2][32768];

TST_CHILD(mapper)
{
	char *const argv[] = {"program", NULL}, *const envp[] = {NULL};
	size_t page = FIG_PAGE;
	char *anon, *split, *cut;
	int fd[3], null;

	for (int i = 0; i < 3; i++)
		fd[i] = SAFE_OPEN(files[i], O_RDWR);
	anon = SAFE_MMAP(NULL, 5 * page, FIG_RW, FIG_ANON, -1, 0);
	anon[0] = 1;
	split = SAFE_MMAP(NULL, 6 * page, FIG_RW, FIG_ANON, -1, 0);
	SAFE_MUNMAP(split + 2 * page, 2 * page);
	cut = SAFE_MMAP(NULL, 8 * page, FIG_RW, FIG_ANON, -1, 0);
	SAFE_MUNMAP(cut, page);
	SAFE_MUNMAP(cut + 5 * page, 3 * page);
	SAFE_MMAP(NULL, 2 * page, FIG_RW, MAP_PRIVATE, fd[0], 0);
	SAFE_MMAP(NULL, 3 * page, PROT_READ, MAP_PRIVATE, fd[1], 0);
	SAFE_MMAP(NULL, 2 * page, FIG_RW, MAP_SHARED, fd[2], page);
	switch (tst_args_int(args, 0)) {
	case 1:
		tst_raise(SIGKILL);
		break;
	case 2:
		*(volatile char *)tst_get_bad_addr(NULL) = 1;
		break;
	case 3:
		null = SAFE_OPEN("/dev/null", O_RDWR);
		dup2(null, 0);
		dup2(null, 1);
		execve("./program", argv, envp);
		_exit(TINY_ALIVE);
	}
}

/* True when it has ended as it should. */
static int one(int end)
{
	int status;

	SAFE_WAITPID(tst_spawn(mapper, tst_arg_int(end)), &status, 0);
	switch (end) {
	case 1:
		return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
	case 2:
		return WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV;
	case 3:
		return status == TINY_STATUS(TINY_CODE);
	}
	return status == 0;
}

static void list(char *to)
{
	const char *text = fig_read(FIG_REGIONS);

	memcpy(to, text, MIN(strlen(text) + 1, sizeof(lists[0]) - 1));
}

static void run(void)
{
	int fd[3], good;
	long unused, copy, open_files;

	for (int i = 0; i < 3; i++)
		fd[i] = fig_ramfs_file(files[i], 4);
	for (int end = 0; end < ENDS; end++)
		for (int i = 0; i < 10; i++)
			one(end);
	fig_settle();
	for (int end = 0; end < ENDS; end++) {
		list(lists[0]);
		copy = fig_mmap_copy();
		open_files = fig_files();
		unused = fig_unused_settled();
		good = 0;
		for (int i = 0; i < ROUNDS; i++)
			good += one(end);
		TST_EXP_EXPR(good == ROUNDS, "%s: %d of %d processes ended so", how[end], good, ROUNDS);
		fig_no_leak(how[end], unused);
		TST_EXP_EXPR(fig_mmap_copy() == copy, "%s: %ld pages were in MmapCopy, now %ld", how[end],
			     copy, fig_mmap_copy());
		TST_EXP_EXPR(fig_files() == open_files, "%s: %ld files were open, now %ld", how[end],
			     open_files, fig_files());
		list(lists[1]);
		TST_EXP_EXPR(!strcmp(lists[0], lists[1]), "%s: the list of regions is the same text",
			     how[end]);
	}
	for (int i = 0; i < 3; i++) {
		TST_EXP_PASS(ftruncate(fd[i], 0), "of the file \"%s\"", files[i]);
		SAFE_CLOSE(fd[i]);
	}
}

static void setup(void)
{
	struct tiny tiny;

	tiny_init(&tiny);
	tiny_write("program", &tiny);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.forks_child = 1,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
