// SPDX-License-Identifier: GPL-2.0-or-later
/* One descriptor of each kind there is, for calls that must refuse most of them. */
#ifndef TST_FD_H
#define TST_FD_H

enum tst_fd_type {
	TST_FD_FILE,
	TST_FD_PATH,
	TST_FD_DIR,
	TST_FD_DEV_ZERO,
	TST_FD_PROC_MAPS,
	TST_FD_PIPE_READ,
	TST_FD_PIPE_WRITE,
	TST_FD_UNIX_SOCK,
	TST_FD_INET_SOCK,
	TST_FD_EPOLL,
	TST_FD_EVENTFD,
	TST_FD_SIGNALFD,
	TST_FD_TIMERFD,
	TST_FD_PIDFD,
	TST_FD_FANOTIFY,
	TST_FD_INOTIFY,
	TST_FD_USERFAULTFD,
	TST_FD_PERF_EVENT,
	TST_FD_IO_URING,
	TST_FD_BPF_MAP,
	TST_FD_FSOPEN,
	TST_FD_FSPICK,
	TST_FD_OPEN_TREE,
	TST_FD_MEMFD,
	TST_FD_MEMFD_SECRET,
	TST_FD_MAX,
};

struct tst_fd {
	enum tst_fd_type type;
	int fd;
	long priv; /* the library's own */
};

#define TST_FD_INIT {.type = TST_FD_FILE, .fd = -1}

/*
 * TST_FD_FOREACH(fd) { … fd.fd … }: once for each kind; the library closes the descriptor. Kinds that this kernel does
 * not have are left out with TCONF.
 */
#define TST_FD_FOREACH(fd_) for (struct tst_fd fd_ = TST_FD_INIT; tst_fd_next(&fd_);)
int tst_fd_next(struct tst_fd *fd);
const char *tst_fd_desc(struct tst_fd *fd);

#endif
