// SPDX-License-Identifier: GPL-2.0-or-later
/* SAFE_*() of LTP's old test API: the first argument is the function that cleans up when the call fails, or NULL. */
#ifndef LTP_OLD_SAFE_MACROS_H
#define LTP_OLD_SAFE_MACROS_H

#include <stdio.h>
#include <utime.h>

#include "old/test.h"

/* Keeps errno: only the call's own failure is of interest. */
void tst_old_cleanup_(void (*cleanup)(void));

#define TST_OLD_SAFE_(CLEANUP, TEXT, CALL) (tst_old_cleanup_(CLEANUP), TST_SAFE(TEXT, CALL))
#define TST_OLD_SAFE_PTR_(CLEANUP, TEXT, CALL) (tst_old_cleanup_(CLEANUP), TST_SAFE_PTR(TEXT, CALL))

#undef SAFE_ACCESS
#define SAFE_ACCESS(cleanup, ...) TST_OLD_SAFE_(cleanup, "access(" #__VA_ARGS__ ")", access(__VA_ARGS__))
#undef SAFE_CHDIR
#define SAFE_CHDIR(cleanup, ...) TST_OLD_SAFE_(cleanup, "chdir(" #__VA_ARGS__ ")", chdir(__VA_ARGS__))
#undef SAFE_FCHDIR
#define SAFE_FCHDIR(cleanup, ...) TST_OLD_SAFE_(cleanup, "fchdir(" #__VA_ARGS__ ")", fchdir(__VA_ARGS__))
#undef SAFE_CHMOD
#define SAFE_CHMOD(cleanup, ...) TST_OLD_SAFE_(cleanup, "chmod(" #__VA_ARGS__ ")", chmod(__VA_ARGS__))
#undef SAFE_FCHMOD
#define SAFE_FCHMOD(cleanup, ...) TST_OLD_SAFE_(cleanup, "fchmod(" #__VA_ARGS__ ")", fchmod(__VA_ARGS__))
#undef SAFE_CHOWN
#define SAFE_CHOWN(cleanup, ...) TST_OLD_SAFE_(cleanup, "chown(" #__VA_ARGS__ ")", chown(__VA_ARGS__))
#undef SAFE_FCHOWN
#define SAFE_FCHOWN(cleanup, ...) TST_OLD_SAFE_(cleanup, "fchown(" #__VA_ARGS__ ")", fchown(__VA_ARGS__))
#undef SAFE_CREAT
#define SAFE_CREAT(cleanup, ...) TST_OLD_SAFE_(cleanup, "creat(" #__VA_ARGS__ ")", creat(__VA_ARGS__))
#undef SAFE_DUP
#define SAFE_DUP(cleanup, ...) TST_OLD_SAFE_(cleanup, "dup(" #__VA_ARGS__ ")", dup(__VA_ARGS__))
#undef SAFE_DUP2
#define SAFE_DUP2(cleanup, ...) TST_OLD_SAFE_(cleanup, "dup2(" #__VA_ARGS__ ")", dup2(__VA_ARGS__))
#undef SAFE_FCNTL
#define SAFE_FCNTL(cleanup, ...) TST_OLD_SAFE_(cleanup, "fcntl(" #__VA_ARGS__ ")", fcntl(__VA_ARGS__))
#undef SAFE_FTRUNCATE
#define SAFE_FTRUNCATE(cleanup, ...) TST_OLD_SAFE_(cleanup, "ftruncate(" #__VA_ARGS__ ")", ftruncate(__VA_ARGS__))
#undef SAFE_TRUNCATE
#define SAFE_TRUNCATE(cleanup, ...) TST_OLD_SAFE_(cleanup, "truncate(" #__VA_ARGS__ ")", truncate(__VA_ARGS__))
#undef SAFE_GETPGID
#define SAFE_GETPGID(cleanup, ...) TST_OLD_SAFE_(cleanup, "getpgid(" #__VA_ARGS__ ")", getpgid(__VA_ARGS__))
#undef SAFE_GETRESUID
#define SAFE_GETRESUID(cleanup, ...) TST_OLD_SAFE_(cleanup, "getresuid(" #__VA_ARGS__ ")", getresuid(__VA_ARGS__))
#undef SAFE_GETRESGID
#define SAFE_GETRESGID(cleanup, ...) TST_OLD_SAFE_(cleanup, "getresgid(" #__VA_ARGS__ ")", getresgid(__VA_ARGS__))
#undef SAFE_GETRLIMIT
#define SAFE_GETRLIMIT(cleanup, ...) TST_OLD_SAFE_(cleanup, "getrlimit(" #__VA_ARGS__ ")", getrlimit(__VA_ARGS__))
#undef SAFE_SETRLIMIT
#define SAFE_SETRLIMIT(cleanup, ...) TST_OLD_SAFE_(cleanup, "setrlimit(" #__VA_ARGS__ ")", setrlimit(__VA_ARGS__))
#undef SAFE_GETRUSAGE
#define SAFE_GETRUSAGE(cleanup, ...) TST_OLD_SAFE_(cleanup, "getrusage(" #__VA_ARGS__ ")", getrusage(__VA_ARGS__))
#undef SAFE_IOCTL
#define SAFE_IOCTL(cleanup, ...) TST_OLD_SAFE_(cleanup, "ioctl(" #__VA_ARGS__ ")", ioctl(__VA_ARGS__))
#undef SAFE_KILL
#define SAFE_KILL(cleanup, ...) TST_OLD_SAFE_(cleanup, "kill(" #__VA_ARGS__ ")", kill(__VA_ARGS__))
#undef SAFE_LINK
#define SAFE_LINK(cleanup, ...) TST_OLD_SAFE_(cleanup, "link(" #__VA_ARGS__ ")", link(__VA_ARGS__))
#undef SAFE_LINKAT
#define SAFE_LINKAT(cleanup, ...) TST_OLD_SAFE_(cleanup, "linkat(" #__VA_ARGS__ ")", linkat(__VA_ARGS__))
#undef SAFE_LSEEK
#define SAFE_LSEEK(cleanup, ...) TST_OLD_SAFE_(cleanup, "lseek(" #__VA_ARGS__ ")", lseek(__VA_ARGS__))
#undef SAFE_LSTAT
#define SAFE_LSTAT(cleanup, ...) TST_OLD_SAFE_(cleanup, "lstat(" #__VA_ARGS__ ")", lstat(__VA_ARGS__))
#undef SAFE_STAT
#define SAFE_STAT(cleanup, ...) TST_OLD_SAFE_(cleanup, "stat(" #__VA_ARGS__ ")", stat(__VA_ARGS__))
#undef SAFE_FSTAT
#define SAFE_FSTAT(cleanup, ...) TST_OLD_SAFE_(cleanup, "fstat(" #__VA_ARGS__ ")", fstat(__VA_ARGS__))
#undef SAFE_MKDIR
#define SAFE_MKDIR(cleanup, ...) TST_OLD_SAFE_(cleanup, "mkdir(" #__VA_ARGS__ ")", mkdir(__VA_ARGS__))
#undef SAFE_MKFIFO
#define SAFE_MKFIFO(cleanup, ...) TST_OLD_SAFE_(cleanup, "mkfifo(" #__VA_ARGS__ ")", mkfifo(__VA_ARGS__))
#undef SAFE_MKNOD
#define SAFE_MKNOD(cleanup, ...) TST_OLD_SAFE_(cleanup, "mknod(" #__VA_ARGS__ ")", mknod(__VA_ARGS__))
#undef SAFE_MMAP
#define SAFE_MMAP(cleanup, ...) TST_OLD_SAFE_(cleanup, "mmap(" #__VA_ARGS__ ")", mmap(__VA_ARGS__))
#undef SAFE_MUNMAP
#define SAFE_MUNMAP(cleanup, ...) TST_OLD_SAFE_(cleanup, "munmap(" #__VA_ARGS__ ")", munmap(__VA_ARGS__))
#undef SAFE_MLOCK
#define SAFE_MLOCK(cleanup, ...) TST_OLD_SAFE_(cleanup, "mlock(" #__VA_ARGS__ ")", mlock(__VA_ARGS__))
#undef SAFE_MUNLOCK
#define SAFE_MUNLOCK(cleanup, ...) TST_OLD_SAFE_(cleanup, "munlock(" #__VA_ARGS__ ")", munlock(__VA_ARGS__))
#undef SAFE_MINCORE
#define SAFE_MINCORE(cleanup, ...) TST_OLD_SAFE_(cleanup, "mincore(" #__VA_ARGS__ ")", mincore(__VA_ARGS__))
#undef SAFE_MPROTECT
#define SAFE_MPROTECT(cleanup, ...) TST_OLD_SAFE_(cleanup, "mprotect(" #__VA_ARGS__ ")", mprotect(__VA_ARGS__))
#undef SAFE_OPEN
#define SAFE_OPEN(cleanup, ...) TST_OLD_SAFE_(cleanup, "open(" #__VA_ARGS__ ")", open(__VA_ARGS__))
#undef SAFE_PIPE
#define SAFE_PIPE(cleanup, ...) TST_OLD_SAFE_(cleanup, "pipe(" #__VA_ARGS__ ")", pipe(__VA_ARGS__))
#undef SAFE_READLINK
#define SAFE_READLINK(cleanup, ...) TST_OLD_SAFE_(cleanup, "readlink(" #__VA_ARGS__ ")", readlink(__VA_ARGS__))
#undef SAFE_RENAME
#define SAFE_RENAME(cleanup, ...) TST_OLD_SAFE_(cleanup, "rename(" #__VA_ARGS__ ")", rename(__VA_ARGS__))
#undef SAFE_RMDIR
#define SAFE_RMDIR(cleanup, ...) TST_OLD_SAFE_(cleanup, "rmdir(" #__VA_ARGS__ ")", rmdir(__VA_ARGS__))
#undef SAFE_SETEGID
#define SAFE_SETEGID(cleanup, ...) TST_OLD_SAFE_(cleanup, "setegid(" #__VA_ARGS__ ")", setegid(__VA_ARGS__))
#undef SAFE_SETEUID
#define SAFE_SETEUID(cleanup, ...) TST_OLD_SAFE_(cleanup, "seteuid(" #__VA_ARGS__ ")", seteuid(__VA_ARGS__))
#undef SAFE_SETGID
#define SAFE_SETGID(cleanup, ...) TST_OLD_SAFE_(cleanup, "setgid(" #__VA_ARGS__ ")", setgid(__VA_ARGS__))
#undef SAFE_SETUID
#define SAFE_SETUID(cleanup, ...) TST_OLD_SAFE_(cleanup, "setuid(" #__VA_ARGS__ ")", setuid(__VA_ARGS__))
#undef SAFE_SETREUID
#define SAFE_SETREUID(cleanup, ...) TST_OLD_SAFE_(cleanup, "setreuid(" #__VA_ARGS__ ")", setreuid(__VA_ARGS__))
#undef SAFE_SETREGID
#define SAFE_SETREGID(cleanup, ...) TST_OLD_SAFE_(cleanup, "setregid(" #__VA_ARGS__ ")", setregid(__VA_ARGS__))
#undef SAFE_SIGNAL
#define SAFE_SIGNAL(cleanup, ...) TST_OLD_SAFE_(cleanup, "signal(" #__VA_ARGS__ ")", signal(__VA_ARGS__))
#undef SAFE_SYMLINK
#define SAFE_SYMLINK(cleanup, ...) TST_OLD_SAFE_(cleanup, "symlink(" #__VA_ARGS__ ")", symlink(__VA_ARGS__))
#undef SAFE_SYSCONF
#define SAFE_SYSCONF(cleanup, ...) TST_OLD_SAFE_(cleanup, "sysconf(" #__VA_ARGS__ ")", sysconf(__VA_ARGS__))
#undef SAFE_UNLINK
#define SAFE_UNLINK(cleanup, ...) TST_OLD_SAFE_(cleanup, "unlink(" #__VA_ARGS__ ")", unlink(__VA_ARGS__))
#undef SAFE_UTIME
#define SAFE_UTIME(cleanup, ...) TST_OLD_SAFE_(cleanup, "utime(" #__VA_ARGS__ ")", utime(__VA_ARGS__))
#undef SAFE_WAIT
#define SAFE_WAIT(cleanup, ...) TST_OLD_SAFE_(cleanup, "wait(" #__VA_ARGS__ ")", wait(__VA_ARGS__))
#undef SAFE_WAITPID
#define SAFE_WAITPID(cleanup, ...) TST_OLD_SAFE_(cleanup, "waitpid(" #__VA_ARGS__ ")", waitpid(__VA_ARGS__))
#undef SAFE_GETPRIORITY
#define SAFE_GETPRIORITY(cleanup, ...) TST_OLD_SAFE_(cleanup, "getpriority(" #__VA_ARGS__ ")", getpriority(__VA_ARGS__))
#undef SAFE_SIGACTION
#define SAFE_SIGACTION(cleanup, ...) TST_OLD_SAFE_(cleanup, "sigaction(" #__VA_ARGS__ ")", sigaction(__VA_ARGS__))
#undef SAFE_SETPGID
#define SAFE_SETPGID(cleanup, ...) TST_OLD_SAFE_(cleanup, "setpgid(" #__VA_ARGS__ ")", setpgid(__VA_ARGS__))
#undef SAFE_SOCKET
#define SAFE_SOCKET(cleanup, ...) TST_OLD_SAFE_(cleanup, "socket(" #__VA_ARGS__ ")", socket(__VA_ARGS__))
#undef SAFE_SOCKETPAIR
#define SAFE_SOCKETPAIR(cleanup, ...) TST_OLD_SAFE_(cleanup, "socketpair(" #__VA_ARGS__ ")", socketpair(__VA_ARGS__))
#undef SAFE_BIND
#define SAFE_BIND(cleanup, ...) TST_OLD_SAFE_(cleanup, "bind(" #__VA_ARGS__ ")", bind(__VA_ARGS__))
#undef SAFE_LISTEN
#define SAFE_LISTEN(cleanup, ...) TST_OLD_SAFE_(cleanup, "listen(" #__VA_ARGS__ ")", listen(__VA_ARGS__))
#undef SAFE_ACCEPT
#define SAFE_ACCEPT(cleanup, ...) TST_OLD_SAFE_(cleanup, "accept(" #__VA_ARGS__ ")", accept(__VA_ARGS__))
#undef SAFE_CONNECT
#define SAFE_CONNECT(cleanup, ...) TST_OLD_SAFE_(cleanup, "connect(" #__VA_ARGS__ ")", connect(__VA_ARGS__))
#undef SAFE_GETSOCKNAME
#define SAFE_GETSOCKNAME(cleanup, ...) TST_OLD_SAFE_(cleanup, "getsockname(" #__VA_ARGS__ ")", getsockname(__VA_ARGS__))
#undef SAFE_GETSOCKOPT
#define SAFE_GETSOCKOPT(cleanup, ...) TST_OLD_SAFE_(cleanup, "getsockopt(" #__VA_ARGS__ ")", getsockopt(__VA_ARGS__))
#undef SAFE_SETSOCKOPT
#define SAFE_SETSOCKOPT(cleanup, ...) TST_OLD_SAFE_(cleanup, "setsockopt(" #__VA_ARGS__ ")", setsockopt(__VA_ARGS__))
#undef SAFE_MOUNT
#define SAFE_MOUNT(cleanup, ...) TST_OLD_SAFE_(cleanup, "mount(" #__VA_ARGS__ ")", mount(__VA_ARGS__))
#undef SAFE_UMOUNT
#define SAFE_UMOUNT(cleanup, ...) TST_OLD_SAFE_(cleanup, "umount(" #__VA_ARGS__ ")", umount(__VA_ARGS__))
#undef SAFE_CLOSEDIR
#define SAFE_CLOSEDIR(cleanup, ...) TST_OLD_SAFE_(cleanup, "closedir(" #__VA_ARGS__ ")", closedir(__VA_ARGS__))
#undef SAFE_FCLOSE
#define SAFE_FCLOSE(cleanup, ...) TST_OLD_SAFE_(cleanup, "fclose(" #__VA_ARGS__ ")", fclose(__VA_ARGS__))
#undef SAFE_GETCWD
#define SAFE_GETCWD(cleanup, ...) TST_OLD_SAFE_PTR_(cleanup, "getcwd(" #__VA_ARGS__ ")", getcwd(__VA_ARGS__))
#undef SAFE_GETPWNAM
#define SAFE_GETPWNAM(cleanup, ...) TST_OLD_SAFE_PTR_(cleanup, "getpwnam(" #__VA_ARGS__ ")", getpwnam(__VA_ARGS__))
#undef SAFE_MALLOC
#define SAFE_MALLOC(cleanup, ...) TST_OLD_SAFE_PTR_(cleanup, "malloc(" #__VA_ARGS__ ")", malloc(__VA_ARGS__))
#undef SAFE_OPENDIR
#define SAFE_OPENDIR(cleanup, ...) TST_OLD_SAFE_PTR_(cleanup, "opendir(" #__VA_ARGS__ ")", opendir(__VA_ARGS__))
#undef SAFE_FOPEN
#define SAFE_FOPEN(cleanup, ...) TST_OLD_SAFE_PTR_(cleanup, "fopen(" #__VA_ARGS__ ")", fopen(__VA_ARGS__))
#undef SAFE_POPEN
#define SAFE_POPEN(cleanup, ...) TST_OLD_SAFE_PTR_(cleanup, "popen(" #__VA_ARGS__ ")", popen(__VA_ARGS__))

#undef SAFE_CLOSE
#define SAFE_CLOSE(cleanup, fd)                                              \
	do {                                                                 \
		TST_OLD_SAFE_(cleanup, "close(" #fd ")", close(fd));         \
		(fd) = -1;                                                   \
	} while (0)
#undef SAFE_READ
#define SAFE_READ(cleanup, ...) \
	(tst_old_cleanup_(cleanup), tst_safe_read(__FILE__, __LINE__, __VA_ARGS__))
#undef SAFE_WRITE
#define SAFE_WRITE(cleanup, ...) \
	(tst_old_cleanup_(cleanup), tst_safe_write(__FILE__, __LINE__, __VA_ARGS__))
#undef SAFE_PREAD
#define SAFE_PREAD(cleanup, ...) \
	(tst_old_cleanup_(cleanup), tst_safe_pread(__FILE__, __LINE__, __VA_ARGS__))
#undef SAFE_PWRITE
#define SAFE_PWRITE(cleanup, ...) \
	(tst_old_cleanup_(cleanup), tst_safe_pwrite(__FILE__, __LINE__, __VA_ARGS__))

#undef SAFE_STRTOL
#define SAFE_STRTOL(cleanup, ...) (tst_old_cleanup_(cleanup), tst_safe_strtol(__FILE__, __LINE__, __VA_ARGS__))
#undef SAFE_STRTOUL
#define SAFE_STRTOUL(cleanup, ...) (tst_old_cleanup_(cleanup), tst_safe_strtoul(__FILE__, __LINE__, __VA_ARGS__))
#undef SAFE_TOUCH
#define SAFE_TOUCH(cleanup, ...) (tst_old_cleanup_(cleanup), tst_safe_touch(__FILE__, __LINE__, __VA_ARGS__))
#undef SAFE_CP
#define SAFE_CP(cleanup, ...) (tst_old_cleanup_(cleanup), tst_safe_cp(__FILE__, __LINE__, __VA_ARGS__))
#undef SAFE_FILE_SCANF
#define SAFE_FILE_SCANF(cleanup, ...) \
	(tst_old_cleanup_(cleanup), tst_file_scanf_(__FILE__, __LINE__, 1, __VA_ARGS__))
#undef SAFE_FILE_LINES_SCANF
#define SAFE_FILE_LINES_SCANF(cleanup, ...) \
	(tst_old_cleanup_(cleanup), tst_file_lines_scanf_(__FILE__, __LINE__, 1, __VA_ARGS__))
#undef SAFE_FILE_PRINTF
#define SAFE_FILE_PRINTF(cleanup, ...) \
	(tst_old_cleanup_(cleanup), tst_file_printf_(__FILE__, __LINE__, 1, __VA_ARGS__))

#endif
