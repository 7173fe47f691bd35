// SPDX-License-Identifier: GPL-2.0-or-later
/* What the cases on core files share: a child that tells its mappings and dies, and a look into the file it leaves. */
#ifndef NOMMU_CORE_H
#define NOMMU_CORE_H

#include <sys/resource.h>
#include "../tiny.h"

#define CORE_SAVE_RESTORE                                                          \
	(const struct tst_path_val[]){                                              \
		{"/proc/sys/kernel/core_pattern", "core", TST_SR_TCONF},            \
		{"/proc/sys/kernel/core_uses_pid", "0", TST_SR_TCONF},              \
		{}                                                                  \
	}

static char core_headers[16384], core_notes[32768], core_maps[16384], core_auxv[1024];
static int core_fd = -1;
static ssize_t core_auxv_size;

static inline void core_copy(const char *from, const char *to)
{
	int in = SAFE_OPEN(from, O_RDONLY | O_CLOEXEC), out = SAFE_OPEN(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	ssize_t got;

	while ((got = SAFE_READ(0, in, fig_text, sizeof(fig_text))) > 0)
		SAFE_WRITE(SAFE_WRITE_ALL, out, fig_text, got);
	SAFE_CLOSE(in);
	SAFE_CLOSE(out);
}

/* In the child: tells its mappings and its vector in files and dies of SIGABRT with a core file. */
static inline void core_die(void)
{
	struct rlimit unlimited = {RLIM_INFINITY, RLIM_INFINITY};

	SAFE_SETRLIMIT(RLIMIT_CORE, &unlimited);
	core_copy("/proc/self/auxv", "auxv");
	core_copy("/proc/self/maps", "maps");
	abort();
}

static inline Elf64_Ehdr *core_ehdr(void)
{
	return (void *)core_headers;
}

static inline Elf64_Phdr *core_phdr(int nr)
{
	return (Elf64_Phdr *)(core_headers + core_ehdr()->e_phoff) + nr;
}

static inline int core_count(unsigned int type)
{
	int count = 0;

	for (int i = 0; i < core_ehdr()->e_phnum; i++)
		count += core_phdr(i)->p_type == type;
	return count;
}

static inline ssize_t core_load(const char *path, char *to, size_t size)
{
	int fd = SAFE_OPEN(path, O_RDONLY | O_CLOEXEC);
	ssize_t got = SAFE_READ(0, fd, to, size - 1);

	to[got] = '\0';
	SAFE_CLOSE(fd);
	return got;
}

/* Waits for the child and opens what it left. */
static inline void core_open(pid_t pid, int sig)
{
	Elf64_Phdr *note;
	int status;

	SAFE_WAITPID(pid, &status, 0);
	TST_EXP_EXPR(WIFSIGNALED(status) && WTERMSIG(status) == sig, "expected death by %s, the child %s",
		     tst_strsig(sig), tst_strstatus(status));
	TST_EXP_EXPR(WCOREDUMP(status), "with a core file");
	core_fd = SAFE_OPEN("core", O_RDONLY | O_CLOEXEC);
	SAFE_READ(0, core_fd, core_headers, sizeof(core_headers));
	TST_EXP_EXPR(!memcmp(core_headers, ELFMAG, SELFMAG) && core_ehdr()->e_type == ET_CORE,
		     "which is ELF and ET_CORE");
	TST_EXP_EXPR(core_count(PT_NOTE) == 1 && core_phdr(0)->p_type == PT_NOTE, "%d segments of notes, expected 1",
		     core_count(PT_NOTE));
	note = core_phdr(0);
	SAFE_PREAD(1, core_fd, core_notes, MIN(note->p_filesz, sizeof(core_notes)), note->p_offset);
	core_load("maps", core_maps, sizeof(core_maps));
	core_auxv_size = core_load("auxv", core_auxv, sizeof(core_auxv));
}

/* The note number `nr` of this type, from 0; its bytes, or NULL; *nth: which note of all it is. */
static inline const char *core_note(unsigned int type, int nr, size_t *size, int *nth)
{
	size_t at = 0, end = MIN(core_phdr(0)->p_filesz, sizeof(core_notes));

	for (int i = 0; at + sizeof(Elf64_Nhdr) <= end; i++) {
		Elf64_Nhdr *note = (void *)(core_notes + at);
		const char *data = core_notes + at + sizeof(*note) + (note->n_namesz + 3) / 4 * 4;

		if (note->n_type == type && nr-- == 0) {
			*size = note->n_descsz;
			*nth = i;
			return data;
		}
		at = data - core_notes + (note->n_descsz + 3) / 4 * 4;
	}
	return NULL;
}

static inline int core_note_count(unsigned int type)
{
	size_t size;
	int count = 0, nth;

	while (core_note(type, count, &size, &nth))
		count++;
	return count;
}

/* One loadable segment for each line of the maps, in order, with its addresses and protection. */
static inline void core_check_segments(void)
{
	int lines = 0, same = 0, odd = 0, nr = 0;
	struct fig_map map;

	for (const char *line = core_maps; line && *line; line = strchr(line, '\n'), line += line != NULL) {
		lines++;
		while (nr < core_ehdr()->e_phnum && core_phdr(nr)->p_type != PT_LOAD)
			nr++;
		if (nr < core_ehdr()->e_phnum && fig_parse(line, &map)) {
			Elf64_Phdr *phdr = core_phdr(nr++);

			same += phdr->p_vaddr == map.start && phdr->p_memsz == map.end - map.start &&
				!!(phdr->p_flags & PF_W) == (map.perms[1] == 'w') &&
				!!(phdr->p_flags & PF_X) == (map.perms[2] == 'x');
		}
	}
	for (int i = 0; i < core_ehdr()->e_phnum; i++)
		odd += core_phdr(i)->p_type == PT_LOAD && (!core_phdr(i)->p_memsz || core_phdr(i)->p_memsz % TINY_PAGE);
	TST_EXP_EQ_LI(core_count(PT_LOAD), lines);
	TST_EXP_EXPR(same == lines, "%d of %d segments have address, size and protection of their line of the maps",
		     same, lines);
	TST_EXP_EXPR(odd == 0, "%d segments are empty or odd", odd);
}

static inline void core_check_size(void)
{
	Elf64_Phdr *last = core_phdr(core_ehdr()->e_phnum - 1);
	struct stat st;

	SAFE_FSTAT(core_fd, &st);
	TST_EXP_EQ_LI(st.st_size, last->p_offset + last->p_filesz);
}

#endif
