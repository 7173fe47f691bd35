// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A shared mapping of /dev/mem is the memory at that very address: nothing is copied or counted, a core
 * file leaves it out, and several processes may have it, with any start and length.
 */
#include <sys/uio.h>
#include "../coredump/core.h"

#define NODE "memory"
#define PAGES 4

static int node(void)
{
	return SAFE_OPEN(NODE, O_RDWR | O_SYNC);
}

static void *map(int fd, void *at, size_t size)
{
	return mmap(NULL, size, FIG_RW, MAP_SHARED, fd, (unsigned long)at);
}

static char *area(void)
{
	return SAFE_MMAP(NULL, PAGES * FIG_PAGE, FIG_RW, FIG_ANON, -1, 0);
}

static void inside(void)
{
	size_t page = FIG_PAGE;
	char *own = area(), *mem;
	struct iovec vec;
	int fd = node(), fds[2];
	long copy = fig_mmap_copy();

	SAFE_PIPE(fds);
	mem = map(fd, own + page, page);
	TST_EXP_EXPR(mem == own + page, "the second page of an area: expected the address %p, got %p, %s",
		     own + page, mem, mem == MAP_FAILED ? tst_strerrno(errno) : "success");
	if (mem == MAP_FAILED)
		tst_brk(TBROK, "no mapping of /dev/mem");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	TST_EXP_EXPR(fig_has(FIG_SELF, mem, page, "rw-S"), "its line in the maps has rw-S");
	own[page + 5] = 'o';
	TST_EXP_EXPR(((volatile char *)mem)[5] == 'o', "a store into the area is in the mapping");
	((volatile char *)mem)[6] = 'm';
	TST_EXP_EXPR(((volatile char *)own)[page + 6] == 'm', "and the other way round");
	vec.iov_base = mem;
	vec.iov_len = page;
	TST_EXP_FAIL2(syscall(SYS_vmsplice, fds[1], &vec, 1, 0), EFAULT, "of it");
	TST_EXP_PASS(munmap(mem, page), "of the whole");

	mem = map(fd, own + page, 2 * page);
	TST_EXP_EXPR(mem == own + page, "two pages from there: expected the address %p, got %p", own + page,
		     mem);
	TST_EXP_FAIL(munmap(mem, page), EINVAL, "of the first page of two");
	TST_EXP_FAIL(munmap(mem + page, page), EINVAL, "of the last page of two");
	TST_EXP_PASS(munmap(mem, 2 * page), "of the whole");
	TST_EXP_FAIL_PTR_VOID(mmap(NULL, page, FIG_RW, MAP_PRIVATE, fd, (unsigned long)own + page), ENODEV,
			      "a private mapping");
	TST_EXP_EXPR(own[page + 5] == 'o' && own[page + 6] == 'm', "the area has what it had");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy);
	TST_EXP_PASS(munmap(own, PAGES * page), "of the area");
	TST_EXP_EQ_LI(fig_mmap_copy(), copy - PAGES);
	SAFE_CLOSE(fds[0]);
	SAFE_CLOSE(fds[1]);
	SAFE_CLOSE(fd);
}

TST_CHILD(dies)
{
	char **mem = tst_shared(sizeof(*mem));

	*mem = map(node(), (char *)(uintptr_t)tst_args_int(args, 0), FIG_PAGE);
	core_die();
}

static void dumped(void)
{
	char **mem = tst_shared(sizeof(*mem)), *own = area();
	int found = 0;

	*mem = NULL;
	core_open(tst_spawn(dies, tst_arg_int((uintptr_t)own + FIG_PAGE)), SIGABRT);
	for (int i = 0; i < core_ehdr()->e_phnum; i++)
		found += core_phdr(i)->p_type == PT_LOAD && core_phdr(i)->p_vaddr == (unsigned long)*mem &&
			 core_phdr(i)->p_filesz == 0 && core_phdr(i)->p_memsz == FIG_PAGE;
	TST_EXP_EXPR(*mem == own + FIG_PAGE && found == 1,
		     "the core file has a segment for it, without content: %d segments", found);
	SAFE_CLOSE(core_fd);
	SAFE_MUNMAP(own, PAGES * FIG_PAGE);
}

/* Maps these pages of the parent's area and looks whether they are that. */
TST_CHILD(other)
{
	char *at = (char *)(uintptr_t)tst_args_int(args, 0), *mem = map(node(), at, tst_args_int(args, 1));

	TST_EXP_EXPR(mem == at, "another process, %lld bytes: expected the address %p, got %p, %s",
		     tst_args_int(args, 1), at, mem, mem == MAP_FAILED ? tst_strerrno(errno) : "success");
	if (mem != MAP_FAILED)
		mem[7] = tst_args_int(args, 2);
}

static void other_process(void *at, size_t size, int mark)
{
	TST_EXP_EXITED(tst_spawn(other, tst_arg_int((uintptr_t)at), tst_arg_int(size), tst_arg_int(mark)), 0,
		       "the other process");
	TST_EXP_EXPR(((volatile char *)at)[7] == mark, "its store is there: '%c'", ((volatile char *)at)[7]);
}

static void several(void)
{
	size_t page = FIG_PAGE;
	char *own = area(), *mem;
	int fd = node();

	mem = map(fd, own + page, page);
	other_process(own + page, page, 's');
	/*
	 * Each of these has a region whose start is another's, which the kernel may not survive: let the
	 * library write down what has been found so far.
	 */
	usleep(10000);
	other_process(own + page, 2 * page, 'l');
	SAFE_MUNMAP(mem, page);
	other_process(own, page, 'f');
	mem = map(fd, own, page);
	TST_EXP_EXPR(mem == own, "the first page of an own area: expected the address %p, got %p, %s", own,
		     mem, mem == MAP_FAILED ? tst_strerrno(errno) : "success");
	SAFE_CLOSE(fd);
}

static void run(void)
{
	inside();
	dumped();
	several();
}

static void setup(void)
{
	SAFE_MKNOD(NODE, S_IFCHR | 0600, 1 << 8 | 1);
	fig_settle();
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.forks_child = 1,
	.needs_root = 1,
	.needs_tmpdir = 1,
	.save_restore = CORE_SAVE_RESTORE,
};
