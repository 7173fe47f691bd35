// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * How one image of the program finds the others. The environment variable CONTEXT_ENV holds
 *
 *     <role> <library pid> <report fd> <shared fd> <signal mask, hex>
 *
 * Everything else is in the shared area. An image that has read its role changes it to `reinit`: whatever it executes
 * may connect with tst_reinit(), and the same program started again is an independent test.
 */
#include "lib.h"

#include <sys/mman.h>
#include <sys/syscall.h>

#ifndef AT_EMPTY_PATH
#define AT_EMPTY_PATH 0x1000
#endif

struct lib lib = {.report_fd = -1, .shared_fd = -1, .exe_fd = -1};
struct tst_test *tst_test;
unsigned int tst_variant;

/* The kernel's signal mask has 64 bits; the C library's functions hide its own signals from us. */
static uint64_t start_mask;
extern char **environ;

static void put_context(char *text, size_t size, const char *role, uint64_t mask)
{
	snprintf(text, size, CONTEXT_ENV "=%s %d %d %d %llx", role, lib.lib_pid,
		 lib.role == ROLE_LIBRARY ? lib.report_fd : lib.lib_report_fd, lib.shared_fd, (unsigned long long)mask);
}

enum tst_role context_read(void)
{
	static char reinit[128];
	const char *text = getenv(CONTEXT_ENV);
	char role[16];
	unsigned long long mask;

	lib.pid = getpid();
	if (!text)
		return ROLE_NONE;
	if (sscanf(text, "%15s %d %d %d %llx", role, &lib.lib_pid, &lib.report_fd, &lib.shared_fd, &mask) != 5)
		return ROLE_NONE;
	lib.lib_report_fd = lib.report_fd;
	start_mask = mask;
	put_context(reinit, sizeof(reinit), "reinit", 0);
	putenv(reinit);
	if (strcmp(role, "test") == 0)
		return ROLE_TEST;
	if (strcmp(role, "child") == 0)
		return ROLE_CHILD;
	return ROLE_NONE;
}

void context_restore_mask(void)
{
	syscall(SYS_rt_sigprocmask, SIG_SETMASK, &start_mask, NULL, sizeof(start_mask));
}

/* To a number that tests do not use, close-on-exec; stays where it is when the limit is too low for that. */
int move_fd(int fd)
{
	int high = fcntl(fd, F_DUPFD_CLOEXEC, FD_BASE);

	if (high < 0) {
		fcntl(fd, F_SETFD, FD_CLOEXEC);
		return fd;
	}
	close(fd);
	return high;
}

static int shared_file(void)
{
	static const char *const places[] = {"/dev/shm", "/tmp", "/run", "/", "."};
	char path[64];
	int fd;

	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		snprintf(path, sizeof(path), "%s/ltp-nommu.%d", places[i], getpid());
		fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (fd < 0)
			continue;
		unlink(path);
		if (ftruncate(fd, SHARED_BYTES) == 0) {
			void *mem = mmap(NULL, SHARED_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
			if (mem != MAP_FAILED) {
				lib.shared = mem;
				return fd;
			}
		}
		close(fd);
	}
	return -1;
}

/* In the library process. */
void context_create(int argc, char *argv[])
{
	char *to;
	ssize_t len;
	int fd = shared_file();

	TST_BUILD_BUG_ON(sizeof(struct shared) > SHARED_LIBRARY_BYTES);
	if (fd < 0)
		tst_brk(TBROK | TERRNO, "no place for the memory that the processes share");
	lib.shared_fd = move_fd(fd);
	lib.lib_pid = lib.shared->lib_pid = getpid();
	len = readlink("/proc/self/exe", lib.shared->exe, sizeof(lib.shared->exe) - 1);
	if (len < 0 && !realpath(argv[0], lib.shared->exe))
		tst_brk(TBROK | TERRNO, "cannot find the program's own path, %s", argv[0]);
	if (!getcwd(lib.shared->startwd, sizeof(lib.shared->startwd)))
		lib.shared->startwd[0] = '\0';
	to = lib.shared->args;
	for (int i = 0; i < argc; i++) {
		size_t size = strlen(argv[i]) + 1;

		if (to + size > lib.shared->args + sizeof(lib.shared->args))
			tst_brk(TBROK, "the arguments are longer than %d bytes", ARGS_BYTES);
		memcpy(to, argv[i], size);
		to += size;
	}
	lib.shared->argc = argc;
}

/* Opens a descriptor of the library process again, for an image to which it was not handed down. */
static int borrow_fd(int fd, int flags)
{
	char path[48];

	snprintf(path, sizeof(path), "/proc/%d/fd/%d", lib.lib_pid, fd);
	return open(path, flags | O_CLOEXEC);
}

/* In the test process and in children: the shared area, the pipe and the program's own file. */
void context_attach(void)
{
	void *mem;

	if (fcntl(lib.shared_fd, F_SETFD, FD_CLOEXEC) < 0)
		lib.shared_fd = move_fd(borrow_fd(lib.shared_fd, O_RDWR));
	if (fcntl(lib.report_fd, F_SETFD, FD_CLOEXEC) < 0)
		lib.report_fd = move_fd(borrow_fd(lib.report_fd, O_WRONLY));
	mem = mmap(NULL, SHARED_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, lib.shared_fd, 0);
	if (mem == MAP_FAILED)
		tst_brk(TBROK | TERRNO, "cannot map the memory that the processes share");
	lib.shared = mem;
	tst_variant = lib.shared->variant;
	lib.exe_fd = open(lib.shared->exe, O_PATH | O_CLOEXEC);
	if (lib.exe_fd >= 0)
		lib.exe_fd = move_fd(lib.exe_fd);
}

/* environ with our context in place of the one there. */
static char **environment(char *context)
{
	size_t count = 0, at = 0;
	char **envp;

	while (environ && environ[count])
		count++;
	envp = malloc((count + 2) * sizeof(*envp));
	for (size_t i = 0; envp && i < count; i++) {
		if (strncmp(environ[i], CONTEXT_ENV "=", sizeof(CONTEXT_ENV)) != 0)
			envp[at++] = environ[i];
	}
	if (envp) {
		envp[at] = context;
		envp[at + 1] = NULL;
	}
	return envp;
}

static volatile int start_error;

/* Between vfork and exec the child uses our memory: system calls only. What failed is in start_error. */
static __attribute__((noinline)) pid_t start(char *const argv[], char *const envp[], const int *fds, int fd_count)
{
	pid_t pid;

	start_error = 0;
	pid = vfork();
	if (pid != 0) {
		if (pid < 0)
			start_error = errno;
		return pid;
	}
	fcntl(lib.shared_fd, F_SETFD, 0);
	fcntl(lib.report_fd, F_SETFD, 0);
	for (int i = 0; i < fd_count; i++) {
		if (fcntl(fds[i], F_SETFD, 0) < 0) {
			start_error = errno;
			_exit(127);
		}
	}
	execve(lib.shared->exe, argv, envp);
	start_error = errno;
	if (lib.exe_fd >= 0)
		syscall(SYS_execveat, lib.exe_fd, "", argv, envp, AT_EMPTY_PATH);
	_exit(127);
}

/*
 * Starts this program again in the given role. All signals are blocked from before vfork until the new image has reset
 * its handlers by exec and taken its mask from the context, so no handler of ours ever runs in the child. Returns the
 * pid, or -1 with *error.
 */
pid_t context_spawn(char *const argv[], const char *role, const int *fds, int fd_count, int *error)
{
	const uint64_t all = ~0ULL;
	uint64_t mask;
	char context[128];
	char **envp = environment(context);
	pid_t pid;

	if (!envp) {
		*error = ENOMEM;
		return -1;
	}
	syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, &mask, sizeof(mask));
	put_context(context, sizeof(context), role, mask);
	pid = start(argv, envp, fds, fd_count);
	*error = start_error;
	syscall(SYS_rt_sigprocmask, SIG_SETMASK, &mask, NULL, sizeof(mask));
	free(envp);
	if (pid > 0 && *error) {
		waitpid(pid, NULL, __WALL);
		return -1;
	}
	return pid;
}

/* For programs that a test executes and that have a main() of their own. */
void tst_reinit(void)
{
	context_read();
	if (lib.lib_pid == 0)
		tst_brk(TBROK, "tst_reinit(): not started by a test (" CONTEXT_ENV " is not set)");
	lib.role = ROLE_CHILD;
	context_attach();
}
