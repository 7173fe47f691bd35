// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Second names for functions of the C library: a SAFE_*() macro is expanded where it stands, and a test may have a variable
 * there that is called pipe, link or stat.
 */
#ifndef TST_SAFE_LIBC_H
#define TST_SAFE_LIBC_H

#include <dirent.h>
#include <fcntl.h>
#include <grp.h>
#include <libgen.h>
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <sys/uio.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <sys/sysinfo.h>
#include <time.h>
#include <ulimit.h>
#include <unistd.h>
#include <utime.h>

#ifdef TST_KEEP_FEATURES /* not all of them need be declared then */
#define TST_LIBC(name) name
#define TST_LIBC_DECLARE(name) extern int tst_libc_unused
#else
#define TST_LIBC(name) tst_libc_##name
#define TST_LIBC_DECLARE(name) extern __typeof__(name) TST_LIBC(name) __asm__(#name)
#endif

TST_LIBC_DECLARE(access); TST_LIBC_DECLARE(acct); TST_LIBC_DECLARE(asprintf); TST_LIBC_DECLARE(calloc);
TST_LIBC_DECLARE(chdir); TST_LIBC_DECLARE(chmod); TST_LIBC_DECLARE(chown); TST_LIBC_DECLARE(chroot);
TST_LIBC_DECLARE(close); TST_LIBC_DECLARE(closedir); TST_LIBC_DECLARE(creat); TST_LIBC_DECLARE(dup);
TST_LIBC_DECLARE(dup2); TST_LIBC_DECLARE(fchdir); TST_LIBC_DECLARE(fchmod); TST_LIBC_DECLARE(fchown);
TST_LIBC_DECLARE(fcntl); TST_LIBC_DECLARE(fpathconf); TST_LIBC_DECLARE(fstat); TST_LIBC_DECLARE(fstatat);
TST_LIBC_DECLARE(fstatfs); TST_LIBC_DECLARE(fsync); TST_LIBC_DECLARE(ftruncate); TST_LIBC_DECLARE(getcwd);
TST_LIBC_DECLARE(getgrgid); TST_LIBC_DECLARE(getgrnam); TST_LIBC_DECLARE(getgroups);
TST_LIBC_DECLARE(getitimer); TST_LIBC_DECLARE(getpgid); TST_LIBC_DECLARE(getpwnam);
TST_LIBC_DECLARE(getrlimit); TST_LIBC_DECLARE(getrusage); TST_LIBC_DECLARE(getsid);
TST_LIBC_DECLARE(getxattr); TST_LIBC_DECLARE(ioctl); TST_LIBC_DECLARE(kill); TST_LIBC_DECLARE(lchown);
TST_LIBC_DECLARE(link); TST_LIBC_DECLARE(linkat); TST_LIBC_DECLARE(lseek); TST_LIBC_DECLARE(lstat);
TST_LIBC_DECLARE(malloc); TST_LIBC_DECLARE(mincore); TST_LIBC_DECLARE(mkdir); TST_LIBC_DECLARE(mkdirat);
TST_LIBC_DECLARE(mkdtemp); TST_LIBC_DECLARE(mkfifo); TST_LIBC_DECLARE(mknod); TST_LIBC_DECLARE(mkstemp);
TST_LIBC_DECLARE(mlock); TST_LIBC_DECLARE(mmap); TST_LIBC_DECLARE(mprotect); TST_LIBC_DECLARE(msync);
TST_LIBC_DECLARE(munlock); TST_LIBC_DECLARE(munmap); TST_LIBC_DECLARE(open); TST_LIBC_DECLARE(openat);
TST_LIBC_DECLARE(opendir); TST_LIBC_DECLARE(pathconf); TST_LIBC_DECLARE(personality);
TST_LIBC_DECLARE(pipe); TST_LIBC_DECLARE(pipe2); TST_LIBC_DECLARE(posix_fadvise);
TST_LIBC_DECLARE(posix_memalign); TST_LIBC_DECLARE(readlink); TST_LIBC_DECLARE(realloc);
TST_LIBC_DECLARE(realpath); TST_LIBC_DECLARE(rename); TST_LIBC_DECLARE(renameat); TST_LIBC_DECLARE(rmdir);
TST_LIBC_DECLARE(sched_getparam); TST_LIBC_DECLARE(setegid); TST_LIBC_DECLARE(setenv);
TST_LIBC_DECLARE(seteuid); TST_LIBC_DECLARE(setgid); TST_LIBC_DECLARE(setgroups);
TST_LIBC_DECLARE(setitimer); TST_LIBC_DECLARE(setpgid); TST_LIBC_DECLARE(setregid);
TST_LIBC_DECLARE(setreuid); TST_LIBC_DECLARE(setrlimit); TST_LIBC_DECLARE(setsid); TST_LIBC_DECLARE(setuid);
TST_LIBC_DECLARE(sigaction); TST_LIBC_DECLARE(sigaddset); TST_LIBC_DECLARE(sigdelset);
TST_LIBC_DECLARE(sigemptyset); TST_LIBC_DECLARE(sigfillset); TST_LIBC_DECLARE(signal);
TST_LIBC_DECLARE(sigprocmask); TST_LIBC_DECLARE(sigwait); TST_LIBC_DECLARE(stat); TST_LIBC_DECLARE(statfs);
TST_LIBC_DECLARE(statvfs); TST_LIBC_DECLARE(strdup); TST_LIBC_DECLARE(symlink); TST_LIBC_DECLARE(symlinkat);
TST_LIBC_DECLARE(sysinfo); TST_LIBC_DECLARE(truncate); TST_LIBC_DECLARE(unlink); TST_LIBC_DECLARE(unlinkat);
TST_LIBC_DECLARE(unsetenv); TST_LIBC_DECLARE(utime); TST_LIBC_DECLARE(wait); TST_LIBC_DECLARE(waitid);
TST_LIBC_DECLARE(waitpid);

#endif
