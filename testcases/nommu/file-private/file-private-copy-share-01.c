// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where a file cannot be mapped in place, its first private read-only mapping is a copy, and later ones of
 * other processes are that copy again. It lives exactly as long as its last user. Tried with ext2 and with a
 * file of /proc.
 */
#include "../figures.h"

static const char *const names[] = {"mnt/file", "/proc/version"};

TST_CHILD(user)
{
	size_t page = FIG_PAGE;
	const char *name = tst_args_str(args, 0), *first_byte = tst_args_str(args, 1);
	void **address = tst_shared(sizeof(*address));
	int fd = SAFE_OPEN(name, O_RDONLY);
	char *mem = SAFE_MMAP(NULL, page, PROT_READ, MAP_PRIVATE, fd, 0);

	*address = mem;
	TST_EXP_EXPR(mem[0] == first_byte[0], "%s: a user of the copy reads '%c': '%c'", name, first_byte[0],
		     mem[0]);
	TST_CHECKPOINT_WAKE_AND_WAIT(0);
	TST_EXP_EXPR(mem[0] == first_byte[0], "%s: it does so later, '%c': '%c'", name, first_byte[0],
		     mem[0]);
	TST_CHECKPOINT_WAKE_AND_WAIT(0);
}

static pid_t start(const char *name, const char *first)
{
	pid_t pid = tst_spawn(user, tst_arg_str(name), tst_arg_str(first));

	TST_CHECKPOINT_WAIT(0);
	return pid;
}

static void run(unsigned int nr)
{
	const char *name = names[nr];
	int fd = SAFE_OPEN(name, O_RDONLY);
	size_t page = FIG_PAGE;
	char first[2] = {fig_byte(fd, 0)}, *mem;
	void **address = tst_shared(sizeof(*address));
	long copy = fig_mmap_copy(), with_child;
	pid_t pid;

	/* our own mapping first, the child's second; ours goes first */
	mem = SAFE_MMAP(NULL, page, PROT_READ, MAP_PRIVATE, fd, 0);
	TST_EXP_EXPR(mem[0] == first[0], "%s: the first mapping has the content", name);
	TST_EXP_EXPR(fig_mmap_copy() == copy + 1, "%s: the first mapping is a copy of one page: %ld", name,
		     fig_mmap_copy() - copy);
	pid = start(name, first);
	TST_EXP_EXPR(*address == mem, "%s: the second process has the same address %p: %p", name, mem,
		     *address);
	with_child = fig_mmap_copy();
	TST_EXP_PASS(munmap(mem, page), "%s: munmap of the first", name);
	TST_EXP_EXPR(fig_mmap_copy() == with_child, "%s: the copy is kept for the second: %ld", name,
		     fig_mmap_copy() - with_child);
	TST_EXP_EXPR(fig_has(FIG_REGIONS, mem, page, "r--p"), "%s: /proc/maps has it", name);
	fig_dirty(page, 16);
	TST_CHECKPOINT_WAKE(0);
	TST_CHECKPOINT_WAIT(0);
	TST_CHECKPOINT_WAKE(0);
	TST_EXP_EXITED(pid, 0, "the last user");
	TST_EXP_EXPR(fig_mmap_copy() == copy, "%s: the copy goes with its last user: %ld", name,
		     fig_mmap_copy() - copy);
	TST_EXP_EXPR(!fig_has(FIG_REGIONS, mem, page, "r--p"), "%s: so does the line of /proc/maps", name);

	/* a child's mapping first, ours second; the child ends first */
	pid = start(name, first);
	with_child = fig_mmap_copy();
	mem = SAFE_MMAP(NULL, page, PROT_READ, MAP_PRIVATE, fd, 0);
	TST_EXP_EXPR(*address == mem, "%s: we have the child's address %p: %p", name, *address, mem);
	TST_EXP_EXPR(fig_mmap_copy() == with_child, "%s: our mapping takes nothing: %ld", name,
		     fig_mmap_copy() - with_child);
	TST_CHECKPOINT_WAKE(0);
	TST_CHECKPOINT_WAIT(0);
	TST_CHECKPOINT_WAKE(0);
	TST_EXP_EXITED(pid, 0, "the process with the first mapping");
	fig_dirty(page, 16);
	TST_EXP_EXPR(mem[0] == first[0], "%s: our mapping outlives it", name);
	TST_EXP_EXPR(fig_mmap_copy() == copy + 1, "%s: one page is left of all: %ld", name,
		     fig_mmap_copy() - copy);
	SAFE_MUNMAP(mem, page);
	TST_EXP_EXPR(fig_mmap_copy() == copy, "%s: and goes with our munmap: %ld", name,
		     fig_mmap_copy() - copy);
	SAFE_CLOSE(fd);
}

TST_CHILD(nobody)
{
}

static void setup(void)
{
	int fd = SAFE_OPEN("mnt/file", O_RDWR | O_CREAT, 0600);
	pid_t pid = tst_spawn(nobody);

	/* what the library allocates for its first child stays */
	SAFE_WAITPID(pid, NULL, 0);
	SAFE_WRITE(SAFE_WRITE_ALL, fd, "ext2", 4);
	SAFE_CLOSE(fd);
	fig_settle();
}

static struct tst_test test = {
	.test = run,
	.tcnt = ARRAY_SIZE(names),
	.setup = setup,
	.needs_root = 1,
	.forks_child = 1,
	.needs_checkpoints = 1,
	.mount_device = 1,
	.mntpoint = "mnt",
};
