// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * From a request to a guest process: pipes, the boot spec in a sealed memfd,
 * and a child with limits, without privileges, that dies with the starter.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "starter.h"

#define NOBODY		65534
#define OOM_SCORE	"800"	/* the host's memory runs out: end guests, not the runner */

static int copy_all(int from, int to)
{
	ssize_t n;

	do
		n = sendfile(to, from, NULL, 1 << 24);
	while (n > 0);
	return n;
}

/* A file of our own in memory, which the unprivileged guest may open by /proc/self/fd. */
static int new_memfd(const char *name, bool exec)
{
	int fd = -1;

#ifdef MFD_EXEC
	if (exec)
		fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_EXEC);
#endif
	if (fd < 0)
		fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (fd >= 0)
		fchmod(fd, exec ? 0555 : 0444);
	return fd;
}

static void seal(int fd)
{
	lseek(fd, 0, SEEK_SET);
	fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
}

/* An open writer forbids exec, so the descriptor is exchanged for a reader. */
static int read_only(int fd)
{
	char path[32];
	int reader;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	reader = open(path, O_RDONLY | O_CLOEXEC);
	close(fd);
	return reader;
}

static int snapshot(const char *path, bool exec)
{
	int from, fd;

	from = open(path, O_RDONLY | O_CLOEXEC);
	if (from < 0)
		return -1;
	fd = new_memfd("ltp-nommu", exec);
	if (fd < 0 || copy_all(from, fd) < 0) {
		close(from);
		return -1;
	}
	close(from);
	seal(fd);
	return read_only(fd);
}

/*
 * Kernel and root file system: opened once per run with the starter's rights,
 * used by guests that may be unable to reach the path (a home of mode 0700).
 * What was there at the first boot is what the whole run uses.
 */
static int open_once(const char *path, bool exec)
{
	static struct { char *path; int fd; bool exec; } cache[32];
	static size_t used;
	struct stat st;
	int fd = -1;
	size_t i;

	for (i = 0; i < used; i++)
		if (cache[i].exec == exec && !strcmp(cache[i].path, path))
			return cache[i].fd;
	if (used == sizeof(cache) / sizeof(cache[0])) {
		errno = EMFILE;
		return -1;
	}
	if (exec) {
		fd = open(path, O_RDONLY | O_CLOEXEC);
		if (fd >= 0 && fstat(fd, &st) == 0 && geteuid() == 0 && (st.st_mode & 05) != 05) {
			close(fd);
			fd = snapshot(path, true);
		}
	} else {
		fd = snapshot(path, false);
	}
	if (fd >= 0) {
		cache[used].path = strdup(path);
		cache[used].exec = exec;
		cache[used++].fd = fd;
	}
	return fd;
}

/*
 * A passed file is readable; after APPEND it is writable at its end only, so
 * that guests can write to one file at a time: the descriptor is all they have.
 */
static int open_passed(const char *what)
{
	static struct { char *path; int fd; } cache[4];
	const char *path = what + strlen(APPEND);
	size_t i;

	if (strncmp(what, APPEND, strlen(APPEND)))
		return open_once(what, false);
	for (i = 0; i < sizeof(cache) / sizeof(cache[0]) && cache[i].path; i++)
		if (!strcmp(cache[i].path, path))
			return cache[i].fd;
	if (i == sizeof(cache) / sizeof(cache[0])) {
		errno = EMFILE;
		return -1;
	}
	cache[i].fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
	if (cache[i].fd >= 0)
		cache[i].path = strdup(path);
	return cache[i].fd;
}

static int make_spec(const struct launch *l, const char **bad)
{
	size_t len = strlen(l->header), i;
	int spec, fd;

	*bad = "boot spec";
	spec = new_memfd("ltp-nommu-spec", false);
	if (spec < 0 || write(spec, l->header, len) != (ssize_t)len)
		return -1;
	for (i = 0; i < l->nfiles; i++) {
		*bad = l->files[i];
		fd = open(l->files[i], O_RDONLY | O_CLOEXEC);
		if (fd < 0 || copy_all(fd, spec) < 0) {
			len = errno;
			close(fd);
			close(spec);
			errno = len;
			return -1;
		}
		close(fd);
	}
	seal(spec);
	return spec;
}

static int limit(int resource, uint64_t value)
{
	struct rlimit now, want = { value, value };

	if (getrlimit(resource, &now) == 0 && now.rlim_max < value)
		want.rlim_cur = want.rlim_max = now.rlim_max;
	return setrlimit(resource, &want);
}

static int drop_privileges(void)
{
	struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
	struct __user_cap_data_struct none[2] = { { 0, 0, 0 }, { 0, 0, 0 } };

	/* By number: glibc's wrappers want to tell other threads, after vfork those are ours. */
	if (syscall(SYS_setgroups, 0, NULL) < 0 && errno != EPERM)
		return -1;
	if (syscall(SYS_setresgid, NOBODY, NOBODY, NOBODY) == 0 &&
	    syscall(SYS_setresuid, NOBODY, NOBODY, NOBODY) == 0)
		return 0;
	/* Root of a user namespace that has no nobody: without its powers then. */
	return errno == EINVAL ? syscall(SYS_capset, &header, none) : -1;
}

static void prefer_in_oom(void)
{
	int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (write(fd, OOM_SCORE, sizeof(OOM_SCORE) - 1) < 0)
		errno = 0;	/* a preference, nothing more */
	close(fd);
}

static volatile struct { const char *step; int error; } failure;

/*
 * Runs in a vfork() child: memory is the starter's, everything else its own.
 * Returns only when a step failed.
 */
static void become_guest(const struct launch *l, pid_t starter, int exe, const int *fds, size_t nfds)
{
	/*
	 * The C library would register an area that the host kernel writes to at each signal: that costs every trap
	 * of a guest, and kills an MMU UML, whose user processes have unmapped it.
	 */
	static char *const env[] = { "GLIBC_TUNABLES=glibc.pthread.rseq=0", NULL };
	sigset_t none;
	size_t i;

#define STEP(name, call) do { \
		failure.step = name; \
		if ((call) < 0) { \
			failure.error = errno; \
			return; \
		} \
	} while (0)

	if (l->tty) {
		/* A terminal belongs to one session: only a process group of its own. */
		STEP("setpgid", setpgid(0, 0));
		if (tcsetpgrp(fds[0], getpid()) < 0 && errno != ENOTTY)
			STEP("tcsetpgrp", -1);
	} else {
		STEP("setsid", setsid());
	}
	for (i = 0; i < nfds; i++)
		STEP("dup2", dup2(fds[i], i));
	STEP("chdir", chdir(l->core_dir ? l->core_dir : "/"));
	prefer_in_oom();
	STEP("RLIMIT_CORE", limit(RLIMIT_CORE, l->core_dir ? RLIM_INFINITY : 0));
	if (l->fsize_bytes)
		STEP("RLIMIT_FSIZE", limit(RLIMIT_FSIZE, l->fsize_bytes));
	if (l->nofile)
		STEP("RLIMIT_NOFILE", limit(RLIMIT_NOFILE, l->nofile));
	if (l->as_bytes)
		STEP("RLIMIT_AS", limit(RLIMIT_AS, l->as_bytes));
	if (geteuid() == 0 && !l->keep_user)
		STEP("becoming nobody", drop_privileges());
	STEP("no_new_privs", prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
	/* Stock UML would exec itself again to get this. */
	STEP("personality", personality(personality(0xffffffff) | ADDR_NO_RANDOMIZE));
	/* Last of all: a change of user resets it. Then look whether it came too late. */
	STEP("parent death signal", prctl(PR_SET_PDEATHSIG, SIGKILL));
	if (getppid() != starter) {
		errno = ESRCH;
		STEP("starter", -1);
	}
	if (l->hold) {
		/* The debugger need not be an ancestor of ours. EINVAL: nobody asks for that here. */
		if (prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY) < 0 && errno != EINVAL)
			STEP("PR_SET_PTRACER", -1);
		STEP("PTRACE_TRACEME", ptrace(PTRACE_TRACEME, 0, NULL, NULL));
	}
	sigemptyset(&none);
	STEP("signal mask", sigprocmask(SIG_SETMASK, &none, NULL));
	STEP("exec", syscall(SYS_execveat, exe, "", l->args, env, AT_EMPTY_PATH));
#undef STEP
}

/*
 * vfork(): no copy of page tables, and a failure up to exec comes back in
 * memory. Returns -1 with errno and the step that failed.
 */
__attribute__((noinline))
pid_t spawn(const struct launch *l, int exe, const int *fds, size_t nfds, const char **step)
{
	pid_t starter = getpid(), pid;

	failure.error = 0;
	failure.step = "vfork";
	pid = vfork();
	if (pid == 0) {
		become_guest(l, starter, exe, fds, nfds);
		_exit(127);
	}
	if (pid < 0) {
		failure.error = errno;
	} else if (failure.error) {
		waitpid(pid, NULL, 0);
		pid = -1;
	} else if (l->hold) {
		/* The exec has stopped it: hand it over as it stands. */
		waitpid(pid, NULL, 0);
		ptrace(PTRACE_DETACH, pid, NULL, SIGSTOP);
	}
	*step = failure.step;
	errno = failure.error;
	return pid;
}

static void close_all(int *fds, size_t n)
{
	while (n-- > 0)
		if (fds[n] >= 0)
			close(fds[n]);
}

/* A copy of a template, or -1: then the guest has to boot. */
static pid_t fork_guest(const struct launch *l, int exe, const int *pass, int spec, const int *ends,
			struct launched *result)
{
	const int fds[CHANNELS + 1] = { ends[CH_KERNEL], spec, ends[CH_FRAMES], ends[CH_RESULT], ends[CH_OUTPUT] };
	struct template *t;
	const char *why;
	pid_t pid;

	t = template_get(l, exe, pass, &why);
	pid = t ? template_copy(t, fds) : -1;
	if (pid > 0) {
		result->forked = true;
		result->boot_text = template_boot_text(t, &result->boot_bytes);
	} else {
		snprintf(result->note, sizeof(result->note), "%s", t ? "the template does not answer" : why);
	}
	return pid;
}

void launch(const struct launch *l, struct launched *result)
{
	int guest_fds[GUEST_FD_PASS + MAX_PASS], *pass = guest_fds + GUEST_FD_PASS;
	int pipes[CHANNELS][2], ends[CHANNELS];
	size_t npipes = 0, npass, i;
	int exe, spec = -1, null = -1;
	const char *what;

	memset(result, 0, sizeof(*result));
	result->pid = -1;
	what = l->exe;
	exe = open_once(l->exe, true);
	if (exe < 0)
		goto fail;
	for (npass = 0; npass < l->npass; npass++) {
		what = l->pass[npass];
		pass[npass] = open_passed(what);
		if (pass[npass] < 0)
			goto fail;
	}
	spec = make_spec(l, &what);
	if (spec < 0)
		goto fail;
	what = "terminal";
	null = l->tty ? fcntl(tty_fd, F_DUPFD_CLOEXEC, FIRST_OWN_FD) : open("/dev/null", O_RDWR | O_CLOEXEC);
	if (null < 0)
		goto fail;
	what = "pipe";
	for (; npipes < CHANNELS; npipes++) {
		if (pipe2(pipes[npipes], O_CLOEXEC) < 0)
			goto fail;
		/* Ours must not block; the guest's end is left as it is. */
		fcntl(pipes[npipes][0], F_SETFL, O_NONBLOCK);
		result->fds[npipes] = pipes[npipes][0];
		ends[npipes] = pipes[npipes][1];
	}
	guest_fds[0] = null;
	guest_fds[1] = guest_fds[2] = l->tty ? null : ends[CH_KERNEL];
	guest_fds[GUEST_FD_SPEC] = spec;
	for (i = CH_FRAMES; i < CHANNELS; i++)
		guest_fds[GUEST_FD_SPEC + i] = ends[i];

	if (l->fork && !l->tty)
		result->pid = fork_guest(l, exe, pass, spec, ends, result);
	if (result->pid < 0)
		result->pid = spawn(l, exe, guest_fds, GUEST_FD_PASS + npass, &what);
	if (result->pid < 0)
		goto fail;
	close_all(ends, CHANNELS);
	close(spec);
	close(null);
	return;
fail:
	snprintf(result->note, sizeof(result->note), "%s: %s", what, strerror(errno));
	for (i = 0; i < npipes; i++)
		close_all(pipes[i], 2);
	close_all(&spec, 1);
	close_all(&null, 1);
}
