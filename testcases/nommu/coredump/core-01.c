// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The core file of a program that called abort(): a segment for each mapping with the memory as it was, and notes that
 * tell its signal, name, arguments and vector.
 */
#include "core.h"

#define MARK_SIZE 32

static char mark[MARK_SIZE] = "a mark in the memory";

TST_CHILD(die)
{
	int fd = SAFE_OPEN("mark", O_WRONLY | O_CREAT, 0600);
	char *at = mark;

	mark[0] = 'A';
	SAFE_WRITE(SAFE_WRITE_ALL, fd, &at, sizeof(at));
	SAFE_CLOSE(fd);
	core_die();
}

static void run(void)
{
	char found[MARK_SIZE] = "", want[MARK_SIZE], comm[16] = "";
	unsigned long at = 0;
	const char *note;
	size_t size = 0;
	int nth, fd;
	pid_t pid;

	memcpy(want, mark, sizeof(want));
	want[0] = 'A';
	SAFE_FILE_SCANF("/proc/self/comm", "%15s", comm);
	pid = tst_spawn(die);
	core_open(pid, SIGABRT);
	core_check_segments();
	core_check_size();

	fd = SAFE_OPEN("mark", O_RDONLY);
	SAFE_READ(1, fd, &at, sizeof(at));
	SAFE_CLOSE(fd);
	for (int i = 0; i < core_ehdr()->e_phnum; i++) {
		Elf64_Phdr *phdr = core_phdr(i);

		if (phdr->p_type == PT_LOAD && at >= phdr->p_vaddr && at < phdr->p_vaddr + phdr->p_filesz)
			SAFE_PREAD(1, core_fd, found, sizeof(found), phdr->p_offset + at - phdr->p_vaddr);
	}
	TST_EXP_EQ_STR(found, want);

	TST_EXP_EQ_LI(core_note_count(NT_PRSTATUS), 1);
	note = core_note(NT_PRSTATUS, 0, &size, &nth);
	TST_EXP_EXPR(note && *(short *)(note + 12) == SIGABRT, "NT_PRSTATUS has the signal");
	TST_EXP_EXPR(note && *(int *)(note + 32) == pid, "NT_PRSTATUS has the pid %d", pid);
	TST_EXP_EQ_LI(core_note_count(NT_PRPSINFO), 1);
	note = core_note(NT_PRPSINFO, 0, &size, &nth);
	TST_EXP_EXPR(note && !strncmp(note + 40, comm, 15), "NT_PRPSINFO has the name %s", comm);
	TST_EXP_EXPR(note && strstr(note + 56, comm), "NT_PRPSINFO has the arguments: %.79s",
		     note ? note + 56 : "none");
	TST_EXP_EQ_LI(core_note_count(NT_AUXV), 1);
	note = core_note(NT_AUXV, 0, &size, &nth);
	TST_EXP_EXPR(note && (ssize_t)size == core_auxv_size && !memcmp(note, core_auxv, size),
		     "NT_AUXV of %zu bytes is the same as /proc/PID/auxv of %zd", size, core_auxv_size);
	SAFE_CLOSE(core_fd);
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
	.save_restore = CORE_SAVE_RESTORE,
};
