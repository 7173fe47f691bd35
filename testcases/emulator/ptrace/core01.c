// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A core file: written where core_pattern says, ELF, with the registers at the time of death and the program's memory.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <sys/resource.h>
#include <sys/user.h>
#include "tst_test.h"

#define MAGIC 0x1122334455667788L

char mark[] = "a mark in the memory of the dead program";

TST_CHILD(die)
{
	struct rlimit unlimited = {RLIM_INFINITY, RLIM_INFINITY};

	SAFE_SETRLIMIT(RLIMIT_CORE, &unlimited);
	mark[0] = 'A';
	asm volatile("mov %0, %%rbx\n\tud2" : : "r"(MAGIC) : "rbx", "memory");
}

static char headers[8192];

/* whether the file has these bytes between start and end */
static int has(int fd, off_t start, off_t end, const void *bytes, size_t size)
{
	static char buf[65536];
	ssize_t got;

	while (start + (off_t)size <= end) {
		got = pread(fd, buf, MIN((off_t)sizeof(buf), end - start), start);
		if (got < (ssize_t)size)
			return 0;
		if (memmem(buf, got, bytes, size))
			return 1;
		/* the next part begins with the last bytes of this one */
		start += got - size + 1;
	}
	return 0;
}

static void run(void)
{
	Elf64_Ehdr *ehdr = (void *)headers;
	int i, fd, loads = 0, registers = 0, memory = 0, status;
	const long magic = MAGIC;
	char dead[sizeof(mark)];
	Elf64_Phdr *phdr;
	ssize_t size;
	pid_t pid;

	/* put together here: it stands nowhere in the program, only in the memory of the dead one */
	memcpy(dead, mark, sizeof(dead));
	dead[0] = 'A';

	pid = tst_spawn(die);
	SAFE_WAITPID(pid, &status, 0);
	TST_EXP_EXPR(WIFSIGNALED(status) && WTERMSIG(status) == SIGILL, "child died of SIGILL, status 0x%x", status);
	TST_EXP_EXPR(WCOREDUMP(status), "and says that it left a core file");

	fd = SAFE_OPEN("core", O_RDONLY);
	size = SAFE_READ(0, fd, headers, sizeof(headers));
	TST_EXP_EXPR(size == sizeof(headers) && !memcmp(headers, ELFMAG, SELFMAG) && ehdr->e_type == ET_CORE &&
		     ehdr->e_phoff + ehdr->e_phnum * sizeof(*phdr) <= sizeof(headers),
		     "an ELF core file");

	phdr = (void *)(headers + ehdr->e_phoff);
	for (i = 0; i < ehdr->e_phnum; i++) {
		off_t start = phdr[i].p_offset, end = start + phdr[i].p_filesz;

		if (phdr[i].p_type == PT_NOTE)
			registers |= has(fd, start, end, &magic, sizeof(magic));
		if (phdr[i].p_type == PT_LOAD) {
			loads++;
			memory |= has(fd, start, end, dead, sizeof(dead));
		}
	}
	SAFE_CLOSE(fd);
	TST_EXP_EXPR(registers, "the note has the registers");
	TST_EXP_EXPR(loads >= 2, "%d segments of memory", loads);
	TST_EXP_EXPR(memory, "the memory is as it was");
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
	.save_restore = (const struct tst_path_val[]){
		{"/proc/sys/kernel/core_pattern", "core", TST_SR_TCONF},
		{"/proc/sys/kernel/core_uses_pid", "0", TST_SR_TCONF},
		{}
	},
};
