// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A very small static PIE that a case makes, bends and runs. The program writes where it began and its first stack
 * pointer to descriptor 1, waits for a byte or the end on descriptor 0, and exits with TINY_CODE. While it waits the
 * case looks at its memory: without an MMU that is an address like any other.
 */
#ifndef NOMMU_TINY_H
#define NOMMU_TINY_H

#include <elf.h>
#include <stddef.h>
#include <sys/wait.h>
#include "figures.h"

#define TINY_CODE 42
/* Exit code of the vfork child whose exec came back. */
#define TINY_ALIVE 77
#define TINY_HEADERS 8
#define TINY_PAGE 4096

struct tiny {
	Elf64_Ehdr eh;
	Elf64_Phdr ph[TINY_HEADERS];
	unsigned char code[128];
	char text[128]; /* for an interpreter's name, or a mark */
	Elf64_Dyn dyn[2];
};

asm(".pushsection .rodata\n"
    "tiny_code:\n"
    "	lea tiny_code(%rip), %rax\n"
    "	push %rsp\n"
    "	push %rax\n"
    "	mov $1, %edi\n"
    "	mov %rsp, %rsi\n"
    "	mov $16, %edx\n"
    "	mov $1, %eax\n"
    "	syscall\n"
    "	xor %edi, %edi\n"
    "	mov %rsp, %rsi\n"
    "	mov $1, %edx\n"
    "	xor %eax, %eax\n"
    "	syscall\n"
    "	mov $42, %edi\n"
    "	mov $60, %eax\n"
    "	syscall\n"
    "tiny_code_end:\n"
    "	.popsection\n");
extern const unsigned char tiny_code[], tiny_code_end[];

/* The sound program: one segment, readable and executable, and a stack header without a size. */
static inline void tiny_init(struct tiny *tiny)
{
	memset(tiny, 0, sizeof(*tiny));
	memcpy(tiny->eh.e_ident, ELFMAG, SELFMAG);
	tiny->eh.e_ident[EI_CLASS] = ELFCLASS64;
	tiny->eh.e_ident[EI_DATA] = ELFDATA2LSB;
	tiny->eh.e_ident[EI_VERSION] = EV_CURRENT;
	tiny->eh.e_type = ET_DYN;
	tiny->eh.e_machine = EM_X86_64;
	tiny->eh.e_version = EV_CURRENT;
	tiny->eh.e_entry = offsetof(struct tiny, code);
	tiny->eh.e_phoff = offsetof(struct tiny, ph);
	tiny->eh.e_ehsize = sizeof(Elf64_Ehdr);
	tiny->eh.e_phentsize = sizeof(Elf64_Phdr);
	tiny->eh.e_phnum = 2;
	tiny->ph[0] = (Elf64_Phdr){
		.p_type = PT_LOAD,
		.p_flags = PF_R | PF_X,
		.p_filesz = sizeof(*tiny),
		.p_memsz = sizeof(*tiny),
		.p_align = TINY_PAGE,
	};
	tiny->ph[1] = (Elf64_Phdr){.p_type = PT_GNU_STACK, .p_flags = PF_R | PF_W, .p_align = 16};
	memcpy(tiny->code, tiny_code, tiny_code_end - tiny_code);
}

/* Gives the program this interpreter, in header 2. */
static inline void tiny_interp(struct tiny *tiny, const char *path)
{
	strcpy(tiny->text, path);
	tiny->ph[2] = (Elf64_Phdr){
		.p_type = PT_INTERP,
		.p_flags = PF_R,
		.p_offset = offsetof(struct tiny, text),
		.p_vaddr = offsetof(struct tiny, text),
		.p_filesz = strlen(path) + 1,
		.p_memsz = strlen(path) + 1,
	};
	tiny->eh.e_phnum = 3;
}

/* An executable file of these bytes in place of what was there. */
static inline void tiny_file(const char *path, const void *data, size_t size)
{
	int fd;

	unlink(path);
	fd = SAFE_OPEN(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0755);
	SAFE_WRITE(SAFE_WRITE_ALL, fd, data, size);
	SAFE_CLOSE(fd);
}

#define tiny_write(path, program) tiny_file(path, program, sizeof(struct tiny))

static volatile int tiny_errno;

/* Runs it without anything to read or write. The errno of the exec that came back, or 0; how the child ended. */
static inline int tiny_exec(const char *path, int *status)
{
	char *const argv[] = {(char *)path, NULL}, *const envp[] = {NULL};
	int null = SAFE_OPEN("/dev/null", O_RDWR | O_CLOEXEC);
	pid_t pid;

	tiny_errno = 0;
	TST_VFORK(pid) {
		dup2(null, 0);
		dup2(null, 1);
		execve(path, argv, envp);
		tiny_errno = errno;
		_exit(TINY_ALIVE);
	}
	SAFE_WAITPID(pid, status, 0);
	SAFE_CLOSE(null);
	return tiny_errno;
}

/* The exec must fail with `want` and leave its caller, the vfork child, alive. */
static inline void tiny_refused(const char *what, const char *path, int want)
{
	int status, err = tiny_exec(path, &status);

	TST_EXP_EXPR(err == want, "%s: expected %s, got %s", what, tst_strerrno(want), tst_strerrno(err));
	TST_EXP_EXPR(WIFEXITED(status) && WEXITSTATUS(status) == TINY_ALIVE,
		     "%s: expected its caller to go on and exit with %d, it %s", what, TINY_ALIVE,
		     tst_strstatus(status));
}

/* The exec must go wrong when there is no way back: the child is killed. */
static inline void tiny_killed(const char *what, const char *path)
{
	int status, err = tiny_exec(path, &status);

	TST_EXP_EXPR(err == 0 && WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV,
		     "%s: expected death by SIGSEGV at exec, got %s, the child %s", what, tst_strerrno(err),
		     tst_strstatus(status));
}

static inline void tiny_runs(const char *what, const char *path)
{
	int status, err = tiny_exec(path, &status);

	TST_EXP_EXPR(err == 0 && WIFEXITED(status) && WEXITSTATUS(status) == TINY_CODE,
		     "%s: expected it to run and exit with %d, got %s, the child %s", what, TINY_CODE,
		     tst_strerrno(err),
		     tst_strstatus(status));
}

/* Rounds of tiny_exec() that ended as the first argument says: an errno, or 0 and this wait status. */
static inline int tiny_rounds(const char *path, int rounds, int err, int status)
{
	int good = 0, got;

	for (int i = 0; i < rounds; i++)
		good += tiny_exec(path, &got) == err && got == status;
	return good;
}
#define TINY_STATUS(code) ((code) << 8)

/* A program that runs and waits. */
struct tiny_run {
	pid_t pid;
	int in; /* what it reads */
	unsigned long entry, sp; /* 0 when it did not get so far */
	int err;
	int status; /* when it is over */
};

struct tiny_how {
	uid_t uids[2]; /* real and effective, when ids is set */
	gid_t gids[2];
	int ids;
	int fd; /* for execveat(), when empty is set */
	int empty;
};

static inline void tiny_start_as(struct tiny_run *run, const char *path, char *const argv[], char *const envp[],
				 const struct tiny_how *how)
{
	unsigned long hello[2] = {0, 0};
	int in[2], out[2];

	SAFE_PIPE2(in, O_CLOEXEC);
	SAFE_PIPE2(out, O_CLOEXEC);
	memset(run, 0, sizeof(*run));
	tiny_errno = 0;
	TST_VFORK(run->pid) {
		dup2(in[0], 0);
		dup2(out[1], 1);
		if (how && how->ids) {
			syscall(SYS_setgroups, 0, NULL);
			syscall(SYS_setresgid, how->gids[0], how->gids[1], how->gids[1]);
			syscall(SYS_setresuid, how->uids[0], how->uids[1], how->uids[1]);
		}
		if (how && how->empty)
			syscall(SYS_execveat, how->fd, "", argv, envp, AT_EMPTY_PATH);
		else
			syscall(SYS_execve, path, argv, envp);
		tiny_errno = errno;
		_exit(TINY_ALIVE);
	}
	run->err = tiny_errno;
	run->in = in[1];
	close(in[0]);
	close(out[1]);
	if (read(out[0], hello, sizeof(hello)) == sizeof(hello)) {
		run->entry = hello[0];
		run->sp = hello[1];
	}
	close(out[0]);
}

#define tiny_start(run, path, argv, envp) tiny_start_as(run, path, argv, envp, NULL)

/* Lets it end. True when it had run and ended well. */
static inline int tiny_stop(struct tiny_run *run)
{
	close(run->in);
	SAFE_WAITPID(run->pid, &run->status, 0);
	return run->sp && WIFEXITED(run->status) && WEXITSTATUS(run->status) == TINY_CODE;
}

/* A word, a string of the program's memory. */
static inline unsigned long tiny_word(unsigned long addr)
{
	return *(volatile unsigned long *)addr;
}

static inline const char *tiny_string(unsigned long addr)
{
	asm volatile("" : "+r"(addr));
	return (const char *)addr;
}

/* What stands on a new stack. */
struct tiny_stack {
	unsigned long argc, envc;
	unsigned long *argv, *envp, *auxv, *end; /* end: behind AT_NULL */
};

static inline void tiny_stack(const struct tiny_run *run, struct tiny_stack *stack)
{
	unsigned long *word = (unsigned long *)run->sp;

	stack->argc = *word++;
	stack->argv = word;
	word += stack->argc + 1;
	stack->envp = word;
	for (stack->envc = 0; *word; word++)
		stack->envc++;
	stack->auxv = ++word;
	while (*word != AT_NULL)
		word += 2;
	stack->end = word + 2;
}

/* How often the type is in the vector; its last value. */
static inline int tiny_auxv(const struct tiny_stack *stack, unsigned long type, unsigned long *value)
{
	int found = 0;

	*value = 0;
	for (unsigned long *word = stack->auxv; word < stack->end; word += 2) {
		if (*word == type) {
			*value = word[1];
			found++;
		}
	}
	return found;
}

static inline unsigned long tiny_aux(const struct tiny_stack *stack, unsigned long type)
{
	unsigned long value;

	tiny_auxv(stack, type, &value);
	return value;
}

static inline const char *tiny_proc(pid_t pid, const char *name)
{
	static char path[64];

	snprintf(path, sizeof(path), "/proc/%d/%s", pid, name);
	return path;
}

/* The line of the process's maps that holds the address; false when there is none. */
static inline int tiny_map(pid_t pid, unsigned long addr, struct fig_map *map)
{
	for (const char *line = fig_read(tiny_proc(pid, "maps")); line && *line;
	     line = strchr(line, '\n'), line += line != NULL) {
		if (fig_parse(line, map) && addr >= map->start && addr < map->end)
			return 1;
	}
	memset(map, 0, sizeof(*map));
	return 0;
}

/* Bytes read from a file of /proc into `to`. */
static inline ssize_t tiny_slurp(pid_t pid, const char *name, void *to, size_t size)
{
	int fd = SAFE_OPEN(tiny_proc(pid, name), O_RDONLY | O_CLOEXEC);
	size_t used = 0;
	ssize_t got;

	while (used < size && (got = read(fd, (char *)to + used, size - used)) > 0)
		used += got;
	SAFE_CLOSE(fd);
	return used;
}

/*
 * The memory is back, give or take what caches keep: not fewer than `before`, of fig_unused(), less TINY_SLACK pages.
 * Enough rounds of what is looked at make a leak larger than that.
 */
#define TINY_SLACK 16
static inline void tiny_back(const char *what, long before)
{
	long now = fig_unused();

	for (int i = 0; i < 50 && now < before - TINY_SLACK; i++) {
		usleep(10000);
		now = fig_unused();
	}
	TST_EXP_EXPR(now >= before - TINY_SLACK, "%s: %ld pages were free, now %ld", what, before, now);
}

/* Lets the library's other process come to rest before figures of the whole system are taken. */
static inline void tiny_settle(void)
{
	usleep(30000);
}

/* No report of the kernel since fig_log_clear(). */
static inline void tiny_quiet(void)
{
	const char *log = fig_log();

	TST_EXP_EXPR(!strstr(log, "WARNING:") && !strstr(log, "BUG:") && !strstr(log, "kernel BUG"),
		     "expected no report in the kernel's log");
}

#endif
