// SPDX-License-Identifier: GPL-2.0-or-later
/* SAFE_*() for files, processes, ids, signals and memory. */
#ifndef TST_SAFE_MACROS_H
#define TST_SAFE_MACROS_H

#include "tst_safe.h"
#include "tst_safe_libc.h"
#include "lapi/syscalls.h"

/* --- descriptors ---------------------------------------------------------------------------------------------- */

#define SAFE_OPEN(...) TST_SAFE("open(" #__VA_ARGS__ ")", TST_LIBC(open)(__VA_ARGS__))
#define SAFE_OPENAT(...) TST_SAFE("openat(" #__VA_ARGS__ ")", TST_LIBC(openat)(__VA_ARGS__))
#define SAFE_CREAT(path, mode) TST_SAFE("creat(" #path ", " #mode ")", TST_LIBC(creat)(path, mode))
/* Sets the variable to -1, so that cleanup() knows. */
#define SAFE_CLOSE(fd)                                        \
	do {                                                  \
		TST_SAFE("close(" #fd ")", TST_LIBC(close)(fd));        \
		(fd) = -1;                                    \
	} while (0)
#define SAFE_DUP(fd) TST_SAFE("dup(" #fd ")", TST_LIBC(dup)(fd))
#define SAFE_DUP2(oldfd, newfd) TST_SAFE("dup2(" #oldfd ", " #newfd ")", TST_LIBC(dup2)(oldfd, newfd))
#define SAFE_PIPE(fds) TST_SAFE("pipe(" #fds ")", TST_LIBC(pipe)(fds))
#define SAFE_PIPE2(fds, flags) TST_SAFE("pipe2(" #fds ", " #flags ")", TST_LIBC(pipe2)(fds, flags))
#define SAFE_FCNTL(...) TST_SAFE("fcntl(" #__VA_ARGS__ ")", TST_LIBC(fcntl)(__VA_ARGS__))
#define SAFE_IOCTL(...) TST_SAFE("ioctl(" #__VA_ARGS__ ")", TST_LIBC(ioctl)(__VA_ARGS__))
#define SAFE_LSEEK(fd, off, whence) TST_SAFE("lseek(" #fd ", " #off ", " #whence ")", TST_LIBC(lseek)(fd, off, whence))

/* Non-zero length_strict: exactly nbyte bytes must come. */
#define SAFE_READ(len_strict, fd, buf, nbyte) tst_safe_read(__FILE__, __LINE__, len_strict, fd, buf, nbyte)
#define SAFE_PREAD(len_strict, fd, buf, nbyte, off) \
	tst_safe_pread(__FILE__, __LINE__, len_strict, fd, buf, nbyte, off)
enum safe_read_opts { SAFE_READ_ANY = 0, SAFE_READ_ALL = 1 };
enum safe_write_opts { SAFE_WRITE_ANY = 0, SAFE_WRITE_ALL = 1, SAFE_WRITE_RETRY = 2 };
#define SAFE_WRITE(len_strict, fd, buf, nbyte) tst_safe_write(__FILE__, __LINE__, len_strict, fd, buf, nbyte)
#define SAFE_PWRITE(len_strict, fd, buf, nbyte, off) \
	tst_safe_pwrite(__FILE__, __LINE__, len_strict, fd, buf, nbyte, off)
#define SAFE_WRITEV(len_strict, fd, iov, cnt) tst_safe_writev(__FILE__, __LINE__, len_strict, fd, iov, cnt)
#define SAFE_READV(len_strict, fd, iov, cnt) tst_safe_readv(__FILE__, __LINE__, len_strict, fd, iov, cnt)
ssize_t tst_safe_read(const char *file, int line, char strict, int fd, void *buf, size_t n);
ssize_t tst_safe_pread(const char *file, int line, char strict, int fd, void *buf, size_t n, off_t off);
ssize_t tst_safe_write(const char *file, int line, enum safe_write_opts opt, int fd, const void *buf, size_t n);
ssize_t tst_safe_pwrite(const char *file, int line, char strict, int fd, const void *buf, size_t n, off_t off);
ssize_t tst_safe_writev(const char *file, int line, char strict, int fd, const struct iovec *iov, int cnt);
ssize_t tst_safe_readv(const char *file, int line, char strict, int fd, const struct iovec *iov, int cnt);

/* --- paths ---------------------------------------------------------------------------------------------------- */

#define SAFE_ACCESS(path, mode) TST_SAFE("access(" #path ", " #mode ")", TST_LIBC(access)(path, mode))
#define SAFE_BASENAME(path) basename(path)
#define SAFE_DIRNAME(path) dirname(path)
#define SAFE_CHDIR(path) TST_SAFE("chdir(" #path ")", TST_LIBC(chdir)(path))
#define SAFE_FCHDIR(fd) TST_SAFE("fchdir(" #fd ")", TST_LIBC(fchdir)(fd))
#define SAFE_CHROOT(path) TST_SAFE("chroot(" #path ")", TST_LIBC(chroot)(path))
#define SAFE_CHMOD(path, mode) TST_SAFE("chmod(" #path ", " #mode ")", TST_LIBC(chmod)(path, mode))
#define SAFE_FCHMOD(fd, mode) TST_SAFE("fchmod(" #fd ", " #mode ")", TST_LIBC(fchmod)(fd, mode))
#define SAFE_CHOWN(path, uid, gid) TST_SAFE("chown(" #path ", " #uid ", " #gid ")", TST_LIBC(chown)(path, uid, gid))
#define SAFE_FCHOWN(fd, uid, gid) TST_SAFE("fchown(" #fd ", " #uid ", " #gid ")", TST_LIBC(fchown)(fd, uid, gid))
#define SAFE_LCHOWN(path, uid, gid) TST_SAFE("lchown(" #path ", " #uid ", " #gid ")", TST_LIBC(lchown)(path, uid, gid))
#define SAFE_GETCWD(buf, size) TST_SAFE_PTR("getcwd(" #buf ", " #size ")", TST_LIBC(getcwd)(buf, size))
#define SAFE_LINK(old, new) TST_SAFE("link(" #old ", " #new ")", TST_LIBC(link)(old, new))
#define SAFE_LINKAT(...) TST_SAFE("linkat(" #__VA_ARGS__ ")", TST_LIBC(linkat)(__VA_ARGS__))
#define SAFE_MKDIR(path, mode) TST_SAFE("mkdir(" #path ", " #mode ")", TST_LIBC(mkdir)(path, mode))
#define SAFE_MKDIRAT(...) TST_SAFE("mkdirat(" #__VA_ARGS__ ")", TST_LIBC(mkdirat)(__VA_ARGS__))
#define SAFE_MKFIFO(path, mode) TST_SAFE("mkfifo(" #path ", " #mode ")", TST_LIBC(mkfifo)(path, mode))
#define SAFE_MKNOD(path, mode, dev) TST_SAFE("mknod(" #path ", " #mode ", " #dev ")", TST_LIBC(mknod)(path, mode, dev))
#define SAFE_MKSTEMP(template) TST_SAFE("mkstemp(" #template ")", TST_LIBC(mkstemp)(template))
#define SAFE_MKDTEMP(template) TST_SAFE_PTR("mkdtemp(" #template ")", TST_LIBC(mkdtemp)(template))
#define SAFE_READLINK(path, buf, size) TST_SAFE("readlink(" #path ")", TST_LIBC(readlink)(path, buf, size))
#define SAFE_RENAME(old, new) TST_SAFE("rename(" #old ", " #new ")", TST_LIBC(rename)(old, new))
#define SAFE_RENAMEAT(...) TST_SAFE("renameat(" #__VA_ARGS__ ")", TST_LIBC(renameat)(__VA_ARGS__))
#define SAFE_RMDIR(path) TST_SAFE("rmdir(" #path ")", TST_LIBC(rmdir)(path))
#define SAFE_SYMLINK(old, new) TST_SAFE("symlink(" #old ", " #new ")", TST_LIBC(symlink)(old, new))
#define SAFE_SYMLINKAT(...) TST_SAFE("symlinkat(" #__VA_ARGS__ ")", TST_LIBC(symlinkat)(__VA_ARGS__))
#define SAFE_TRUNCATE(path, len) TST_SAFE("truncate(" #path ", " #len ")", TST_LIBC(truncate)(path, len))
#define SAFE_FTRUNCATE(fd, len) TST_SAFE("ftruncate(" #fd ", " #len ")", TST_LIBC(ftruncate)(fd, len))
#define SAFE_UNLINK(path) TST_SAFE("unlink(" #path ")", TST_LIBC(unlink)(path))
#define SAFE_UNLINKAT(...) TST_SAFE("unlinkat(" #__VA_ARGS__ ")", TST_LIBC(unlinkat)(__VA_ARGS__))
#define SAFE_STAT(path, st) TST_SAFE("stat(" #path ")", TST_LIBC(stat)(path, st))
#define SAFE_LSTAT(path, st) TST_SAFE("lstat(" #path ")", TST_LIBC(lstat)(path, st))
#define SAFE_FSTAT(fd, st) TST_SAFE("fstat(" #fd ")", TST_LIBC(fstat)(fd, st))
#define SAFE_FSTATAT(...) TST_SAFE("fstatat(" #__VA_ARGS__ ")", TST_LIBC(fstatat)(__VA_ARGS__))
#define SAFE_STATFS(path, st) TST_SAFE("statfs(" #path ")", TST_LIBC(statfs)(path, st))
#define SAFE_FSTATFS(fd, st) TST_SAFE("fstatfs(" #fd ")", TST_LIBC(fstatfs)(fd, st))
#define SAFE_STATVFS(path, st) TST_SAFE("statvfs(" #path ")", TST_LIBC(statvfs)(path, st))
#define SAFE_FSYNC(fd) TST_SAFE("fsync(" #fd ")", TST_LIBC(fsync)(fd))
#define SAFE_REALPATH(path, buf) TST_SAFE_PTR("realpath(" #path ")", TST_LIBC(realpath)(path, buf))
#define SAFE_UTIME(path, times) TST_SAFE("utime(" #path ")", TST_LIBC(utime)(path, times))
#define SAFE_OPENDIR(path) TST_SAFE_PTR("opendir(" #path ")", TST_LIBC(opendir)(path))
#define SAFE_CLOSEDIR(dir) TST_SAFE("closedir(" #dir ")", TST_LIBC(closedir)(dir))
#define SAFE_READDIR(dir)                                              \
	({                                                             \
		errno = 0;                                             \
		struct dirent *tst_ent_ = readdir(dir);                \
		if (!tst_ent_ && errno)                                \
			tst_safe_failed(__FILE__, __LINE__, "readdir(" #dir ")"); \
		tst_ent_;                                              \
	})
#define SAFE_GETXATTR(...) TST_SAFE("getxattr(" #__VA_ARGS__ ")", TST_LIBC(getxattr)(__VA_ARGS__))
#define SAFE_SETXATTR(...) tst_safe_xattr(__FILE__, __LINE__, "setxattr(" #__VA_ARGS__ ")", setxattr(__VA_ARGS__))
#define SAFE_LSETXATTR(...) tst_safe_xattr(__FILE__, __LINE__, "lsetxattr(" #__VA_ARGS__ ")", lsetxattr(__VA_ARGS__))
#define SAFE_FSETXATTR(...) tst_safe_xattr(__FILE__, __LINE__, "fsetxattr(" #__VA_ARGS__ ")", fsetxattr(__VA_ARGS__))
#define SAFE_REMOVEXATTR(...) \
	tst_safe_xattr(__FILE__, __LINE__, "removexattr(" #__VA_ARGS__ ")", removexattr(__VA_ARGS__))
#define SAFE_LREMOVEXATTR(...) \
	tst_safe_xattr(__FILE__, __LINE__, "lremovexattr(" #__VA_ARGS__ ")", lremovexattr(__VA_ARGS__))
#define SAFE_FREMOVEXATTR(...) \
	tst_safe_xattr(__FILE__, __LINE__, "fremovexattr(" #__VA_ARGS__ ")", fremovexattr(__VA_ARGS__))
/* TCONF where the file system has no extended attributes. */
int tst_safe_xattr(const char *file, int line, const char *call, int ret);

#define SAFE_MOUNT(source, target, type, flags, data) \
	tst_safe_mount(__FILE__, __LINE__, source, target, type, flags, data)
#define SAFE_UMOUNT(target) tst_safe_umount(__FILE__, __LINE__, target)
#define SAFE_MOUNT_OVERLAY() tst_safe_mount_overlay(__FILE__, __LINE__, 1)
int tst_safe_mount(const char *file, int line, const char *source, const char *target, const char *type,
		   unsigned long flags, const void *data);
int tst_safe_umount(const char *file, int line, const char *target);

/* --- processes, ids, limits ----------------------------------------------------------------------------------- */

#define SAFE_KILL(pid, sig) TST_SAFE("kill(" #pid ", " #sig ")", TST_LIBC(kill)(pid, sig))
#define SAFE_WAIT(status) TST_SAFE("wait(" #status ")", TST_LIBC(wait)(status))
#define SAFE_WAITPID(pid, status, opts) TST_SAFE("waitpid(" #pid ", " #opts ")", TST_LIBC(waitpid)(pid, status, opts))
#define SAFE_WAITID(...) TST_SAFE("waitid(" #__VA_ARGS__ ")", TST_LIBC(waitid)(__VA_ARGS__))
#define SAFE_SETPGID(pid, pgid) TST_SAFE("setpgid(" #pid ", " #pgid ")", TST_LIBC(setpgid)(pid, pgid))
#define SAFE_GETPGID(pid) TST_SAFE("getpgid(" #pid ")", TST_LIBC(getpgid)(pid))
#define SAFE_SETSID() TST_SAFE("setsid()", TST_LIBC(setsid)())
#define SAFE_GETSID(pid) TST_SAFE("getsid(" #pid ")", TST_LIBC(getsid)(pid))
#define SAFE_SETUID(uid) TST_SAFE("setuid(" #uid ")", TST_LIBC(setuid)(uid))
#define SAFE_SETGID(gid) TST_SAFE("setgid(" #gid ")", TST_LIBC(setgid)(gid))
#define SAFE_SETEUID(uid) TST_SAFE("seteuid(" #uid ")", TST_LIBC(seteuid)(uid))
#define SAFE_SETEGID(gid) TST_SAFE("setegid(" #gid ")", TST_LIBC(setegid)(gid))
#define SAFE_SETREUID(r, e) TST_SAFE("setreuid(" #r ", " #e ")", TST_LIBC(setreuid)(r, e))
#define SAFE_SETREGID(r, e) TST_SAFE("setregid(" #r ", " #e ")", TST_LIBC(setregid)(r, e))
#define SAFE_SETRESUID(r, e, s) TST_SAFE("setresuid(" #r ", " #e ", " #s ")", setresuid(r, e, s))
#define SAFE_SETRESGID(r, e, s) TST_SAFE("setresgid(" #r ", " #e ", " #s ")", setresgid(r, e, s))
#define SAFE_GETRESUID(r, e, s) TST_SAFE("getresuid()", getresuid(r, e, s))
#define SAFE_GETRESGID(r, e, s) TST_SAFE("getresgid()", getresgid(r, e, s))
#define SAFE_SETGROUPS(n, list) TST_SAFE("setgroups(" #n ")", TST_LIBC(setgroups)(n, list))
#define SAFE_GETGROUPS(n, list) TST_SAFE("getgroups(" #n ")", TST_LIBC(getgroups)(n, list))
#define SAFE_GETPWNAM(name) TST_SAFE_PTR("getpwnam(" #name ")", TST_LIBC(getpwnam)(name))
#define SAFE_GETGRNAM(name) TST_SAFE_PTR("getgrnam(" #name ")", TST_LIBC(getgrnam)(name))
#define SAFE_GETGRGID(gid) TST_SAFE_PTR("getgrgid(" #gid ")", TST_LIBC(getgrgid)(gid))
#define SAFE_GETGRNAM_FALLBACK(name, fallback) \
	({                                     \
		struct group *tst_grp_ = getgrnam(name); \
		tst_grp_ ? tst_grp_ : SAFE_GETGRNAM(fallback); \
	})
#define SAFE_GETRLIMIT(res, lim) TST_SAFE("getrlimit(" #res ")", TST_LIBC(getrlimit)(res, lim))
#define SAFE_SETRLIMIT(res, lim) TST_SAFE("setrlimit(" #res ")", TST_LIBC(setrlimit)(res, lim))
#define SAFE_GETPRIORITY(which, who)                                          \
	({                                                                    \
		errno = 0;                                                    \
		int tst_prio_ = getpriority(which, who);                      \
		if (tst_prio_ == -1 && errno)                                 \
			tst_safe_failed(__FILE__, __LINE__, "getpriority(" #which ", " #who ")"); \
		tst_prio_;                                                    \
	})
#define SAFE_GETRUSAGE(who, usage) TST_SAFE("getrusage(" #who ")", TST_LIBC(getrusage)(who, usage))
#define SAFE_PERSONALITY(persona) TST_SAFE("personality(" #persona ")", TST_LIBC(personality)(persona))
#define SAFE_SETENV(name, value, over) TST_SAFE("setenv(" #name ")", TST_LIBC(setenv)(name, value, over))
#define SAFE_UNSETENV(name) TST_SAFE("unsetenv(" #name ")", TST_LIBC(unsetenv)(name))
#define SAFE_SYSINFO(info) TST_SAFE("sysinfo(" #info ")", TST_LIBC(sysinfo)(info))
#define SAFE_SYSCONF(name)                                                    \
	({                                                                    \
		errno = 0;                                                    \
		long tst_conf_ = sysconf(name);                               \
		if (tst_conf_ == -1 && errno)                                 \
			tst_safe_failed(__FILE__, __LINE__, "sysconf(" #name ")"); \
		tst_conf_;                                                    \
	})
#define SAFE_PATHCONF(path, name) TST_SAFE("pathconf(" #path ", " #name ")", TST_LIBC(pathconf)(path, name))
#define SAFE_FPATHCONF(fd, name) TST_SAFE("fpathconf(" #fd ", " #name ")", TST_LIBC(fpathconf)(fd, name))
#define SAFE_ACCT(path) TST_SAFE("acct(" #path ")", TST_LIBC(acct)(path))
#define SAFE_UNSHARE(flags) tst_safe_unshare(__FILE__, __LINE__, flags)
#define SAFE_SETNS(fd, type) TST_SAFE("setns(" #fd ", " #type ")", setns(fd, type))
void tst_safe_unshare(const char *file, int line, int flags);
#define SAFE_SCHED_GETPARAM(pid, param) TST_SAFE("sched_getparam(" #pid ")", TST_LIBC(sched_getparam)(pid, param))
#define SAFE_PRCTL(...) TST_SAFE("prctl(" #__VA_ARGS__ ")", prctl(__VA_ARGS__))
#define SAFE_PTRACE(...) TST_SAFE("ptrace(" #__VA_ARGS__ ")", ptrace(__VA_ARGS__))
#define SAFE_PIDFD_OPEN(pid, flags) \
	TST_SAFE("pidfd_open(" #pid ", " #flags ")", (int)syscall(__NR_pidfd_open, (pid), (flags)))
/* They return only to say TBROK. */
#define SAFE_EXECL(...) TST_SAFE_EXEC_(execl, __VA_ARGS__)
#define SAFE_EXECLP(...) TST_SAFE_EXEC_(execlp, __VA_ARGS__)
#define SAFE_EXECVP(...) TST_SAFE_EXEC_(execvp, __VA_ARGS__)
#define TST_SAFE_EXEC_(CALL, ...)                                                          \
	do {                                                                               \
		CALL(__VA_ARGS__);                                                         \
		tst_safe_failed(__FILE__, __LINE__, #CALL "(" #__VA_ARGS__ ")");           \
	} while (0)
#define SAFE_CMD(argv, out, err) tst_cmd(argv, out, err, 0)
#define SAFE_RUN_CMD SAFE_CMD

/* --- signals, time -------------------------------------------------------------------------------------------- */

#define SAFE_SIGNAL(sig, handler) TST_SAFE("signal(" #sig ")", TST_LIBC(signal)(sig, handler))
#define SAFE_SIGACTION(sig, act, old) TST_SAFE("sigaction(" #sig ")", TST_LIBC(sigaction)(sig, act, old))
#define SAFE_SIGPROCMASK(how, set, old) TST_SAFE("sigprocmask(" #how ")", TST_LIBC(sigprocmask)(how, set, old))
#define SAFE_SIGADDSET(set, sig) TST_SAFE("sigaddset(" #sig ")", TST_LIBC(sigaddset)(set, sig))
#define SAFE_SIGDELSET(set, sig) TST_SAFE("sigdelset(" #sig ")", TST_LIBC(sigdelset)(set, sig))
#define SAFE_SIGEMPTYSET(set) TST_SAFE("sigemptyset()", TST_LIBC(sigemptyset)(set))
#define SAFE_SIGFILLSET(set) TST_SAFE("sigfillset()", TST_LIBC(sigfillset)(set))
#define SAFE_SIGWAIT(set, sig) TST_SAFE_ERRNO("sigwait()", TST_LIBC(sigwait)(set, sig))
#define SAFE_GETITIMER(which, value) TST_SAFE("getitimer(" #which ")", TST_LIBC(getitimer)(which, value))
#define SAFE_SETITIMER(which, value, old) TST_SAFE("setitimer(" #which ")", TST_LIBC(setitimer)(which, value, old))

#define SAFE_POSIX_FADVISE(fd, off, len, advice) \
	TST_SAFE_ERRNO("posix_fadvise(" #fd ", " #advice ")", TST_LIBC(posix_fadvise)(fd, off, len, advice))

/* --- memory --------------------------------------------------------------------------------------------------- */

#define SAFE_MALLOC(size) TST_SAFE_PTR("malloc(" #size ")", TST_LIBC(malloc)(size))
#define SAFE_CALLOC(n, size) TST_SAFE_PTR("calloc(" #n ", " #size ")", TST_LIBC(calloc)(n, size))
#define SAFE_REALLOC(ptr, size) TST_SAFE_PTR("realloc(" #ptr ", " #size ")", TST_LIBC(realloc)(ptr, size))
#define SAFE_MEMALIGN(align, size)                                                              \
	({                                                                                      \
		void *tst_mem_ = NULL;                                                          \
		TST_SAFE_ERRNO("posix_memalign(" #align ", " #size ")", TST_LIBC(posix_memalign)(&tst_mem_, align, size)); \
		tst_mem_;                                                                       \
	})
#define SAFE_STRDUP(str) TST_SAFE_PTR("strdup(" #str ")", TST_LIBC(strdup)(str))
#define SAFE_ASPRINTF(str, ...) TST_SAFE("asprintf(" #__VA_ARGS__ ")", TST_LIBC(asprintf)(str, __VA_ARGS__))
#define SAFE_MMAP(addr, len, prot, flags, fd, off) \
	TST_SAFE("mmap(" #len ", " #prot ", " #flags ")", TST_LIBC(mmap)(addr, len, prot, flags, fd, off))
#define SAFE_MUNMAP(addr, len) TST_SAFE("munmap(" #addr ", " #len ")", TST_LIBC(munmap)(addr, len))
#define SAFE_MPROTECT(addr, len, prot) \
	TST_SAFE("mprotect(" #addr ", " #len ", " #prot ")", TST_LIBC(mprotect)(addr, len, prot))
#define SAFE_MSYNC(addr, len, flags) TST_SAFE("msync(" #addr ", " #len ")", TST_LIBC(msync)(addr, len, flags))
#define SAFE_MINCORE(addr, len, vec) TST_SAFE("mincore(" #addr ", " #len ")", TST_LIBC(mincore)(addr, len, vec))
#define SAFE_MLOCK(addr, len) TST_SAFE("mlock(" #addr ", " #len ")", TST_LIBC(mlock)(addr, len))
#define SAFE_MUNLOCK(addr, len) TST_SAFE("munlock(" #addr ", " #len ")", TST_LIBC(munlock)(addr, len))

/* --- text ----------------------------------------------------------------------------------------------------- */

/* All fields must be found. */
#define SAFE_SSCANF(buffer, format, ...) tst_safe_sscanf(__FILE__, __LINE__, buffer, format, ##__VA_ARGS__)
int tst_safe_sscanf(const char *file, int line, const char *buffer, const char *format, ...)
	__attribute__((format(scanf, 4, 5)));
#define SAFE_STRTOL(str, min, max) tst_safe_strtol(__FILE__, __LINE__, str, min, max)
#define SAFE_STRTOUL(str, min, max) tst_safe_strtoul(__FILE__, __LINE__, str, min, max)
#define SAFE_STRTOF(str, min, max) tst_safe_strtof(__FILE__, __LINE__, str, min, max)
long tst_safe_strtol(const char *file, int line, const char *str, long min, long max);
unsigned long tst_safe_strtoul(const char *file, int line, const char *str, unsigned long min, unsigned long max);
float tst_safe_strtof(const char *file, int line, const char *str, float min, float max);

#endif
