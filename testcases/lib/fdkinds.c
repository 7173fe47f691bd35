// SPDX-License-Identifier: GPL-2.0-or-later
/* One descriptor of each kind. A kind that the kernel or the C library lacks is TCONF and passed over. */
#include "lib.h"
#include "tst_fd.h"
#include "lapi/bpf.h"
#include "lapi/fsmount.h"
#include "lapi/io_uring.h"

#include <linux/perf_event.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/fanotify.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

#define FILE_NAME "fd_file"
#define DIR_NAME "fd_dir"

static int open_file(struct tst_fd *fd)
{
	(void)fd;
	return open(FILE_NAME, O_RDWR | O_CREAT, 0666);
}

static int open_path(struct tst_fd *fd)
{
	(void)fd;
	close(open(FILE_NAME, O_RDWR | O_CREAT, 0666));
	return open(FILE_NAME, O_PATH);
}

static int open_dir(struct tst_fd *fd)
{
	(void)fd;
	mkdir(DIR_NAME, 0700);
	return open(DIR_NAME, O_DIRECTORY);
}

static int open_dev_zero(struct tst_fd *fd)
{
	(void)fd;
	return open("/dev/zero", O_RDONLY);
}

static int open_proc_maps(struct tst_fd *fd)
{
	(void)fd;
	return open("/proc/self/maps", O_RDONLY);
}

/* The other end stays open until the descriptor is closed. */
static int open_pipe(struct tst_fd *fd)
{
	int ends[2];
	const int mine = fd->type == TST_FD_PIPE_WRITE;

	if (pipe(ends) < 0)
		return -1;
	fd->priv = ends[!mine];
	return ends[mine];
}

static int open_unix_sock(struct tst_fd *fd)
{
	(void)fd;
	return socket(AF_UNIX, SOCK_STREAM, 0);
}

static int open_inet_sock(struct tst_fd *fd)
{
	(void)fd;
	return socket(AF_INET, SOCK_STREAM, 0);
}

static int open_epoll(struct tst_fd *fd)
{
	(void)fd;
	return epoll_create(1);
}

static int open_eventfd(struct tst_fd *fd)
{
	(void)fd;
	return eventfd(0, 0);
}

static int open_signalfd(struct tst_fd *fd)
{
	sigset_t none;

	(void)fd;
	sigemptyset(&none);
	return signalfd(-1, &none, 0);
}

static int open_timerfd(struct tst_fd *fd)
{
	(void)fd;
	return timerfd_create(CLOCK_REALTIME, 0);
}

static int open_pidfd(struct tst_fd *fd)
{
	(void)fd;
	return syscall(__NR_pidfd_open, getpid(), 0);
}

static int open_fanotify(struct tst_fd *fd)
{
	(void)fd;
	return fanotify_init(FAN_CLASS_NOTIF, O_RDONLY);
}

static int open_inotify(struct tst_fd *fd)
{
	(void)fd;
	return inotify_init();
}

static int open_userfaultfd(struct tst_fd *fd)
{
	(void)fd;
	return syscall(__NR_userfaultfd, 1 /* only for faults of user code */);
}

static int open_perf_event(struct tst_fd *fd)
{
	struct perf_event_attr attr = {
		.type = PERF_TYPE_SOFTWARE,
		.size = sizeof(attr),
		.config = PERF_COUNT_SW_CPU_CLOCK,
		.disabled = 1,
		.exclude_kernel = 1,
		.exclude_hv = 1,
	};

	(void)fd;
	return syscall(__NR_perf_event_open, &attr, 0, -1, -1, 0);
}

static int open_io_uring(struct tst_fd *fd)
{
	struct io_uring_params params;

	(void)fd;
	memset(&params, 0, sizeof(params));
	return syscall(__NR_io_uring_setup, 1, &params);
}

static int open_bpf_map(struct tst_fd *fd)
{
	union bpf_attr attr;

	(void)fd;
	memset(&attr, 0, sizeof(attr));
	attr.map_type = BPF_MAP_TYPE_ARRAY;
	attr.key_size = 4;
	attr.value_size = 8;
	attr.max_entries = 1;
	return syscall(__NR_bpf, BPF_MAP_CREATE, &attr, sizeof(attr));
}

static int open_fsopen(struct tst_fd *fd)
{
	(void)fd;
	return syscall(__NR_fsopen, "tmpfs", 0);
}

static int open_fspick(struct tst_fd *fd)
{
	(void)fd;
	return syscall(__NR_fspick, AT_FDCWD, "/", 0);
}

static int open_open_tree(struct tst_fd *fd)
{
	(void)fd;
	return syscall(__NR_open_tree, AT_FDCWD, "/", 0);
}

static int open_memfd(struct tst_fd *fd)
{
	(void)fd;
	return syscall(__NR_memfd_create, "memfd", 0);
}

static int open_memfd_secret(struct tst_fd *fd)
{
	(void)fd;
	return syscall(__NR_memfd_secret, 0);
}

static const struct {
	int (*open)(struct tst_fd *fd);
	const char *desc;
} kinds[TST_FD_MAX] = {
	[TST_FD_FILE] = {open_file, "file"},
	[TST_FD_PATH] = {open_path, "O_PATH file"},
	[TST_FD_DIR] = {open_dir, "directory"},
	[TST_FD_DEV_ZERO] = {open_dev_zero, "/dev/zero"},
	[TST_FD_PROC_MAPS] = {open_proc_maps, "/proc/self/maps"},
	[TST_FD_PIPE_READ] = {open_pipe, "pipe read end"},
	[TST_FD_PIPE_WRITE] = {open_pipe, "pipe write end"},
	[TST_FD_UNIX_SOCK] = {open_unix_sock, "unix socket"},
	[TST_FD_INET_SOCK] = {open_inet_sock, "inet socket"},
	[TST_FD_EPOLL] = {open_epoll, "epoll"},
	[TST_FD_EVENTFD] = {open_eventfd, "eventfd"},
	[TST_FD_SIGNALFD] = {open_signalfd, "signalfd"},
	[TST_FD_TIMERFD] = {open_timerfd, "timerfd"},
	[TST_FD_PIDFD] = {open_pidfd, "pidfd"},
	[TST_FD_FANOTIFY] = {open_fanotify, "fanotify"},
	[TST_FD_INOTIFY] = {open_inotify, "inotify"},
	[TST_FD_USERFAULTFD] = {open_userfaultfd, "userfaultfd"},
	[TST_FD_PERF_EVENT] = {open_perf_event, "perf event"},
	[TST_FD_IO_URING] = {open_io_uring, "io uring"},
	[TST_FD_BPF_MAP] = {open_bpf_map, "bpf map"},
	[TST_FD_FSOPEN] = {open_fsopen, "fsopen"},
	[TST_FD_FSPICK] = {open_fspick, "fspick"},
	[TST_FD_OPEN_TREE] = {open_open_tree, "open_tree"},
	[TST_FD_MEMFD] = {open_memfd, "memfd"},
	[TST_FD_MEMFD_SECRET] = {open_memfd_secret, "memfd secret"},
};

static void close_kind(struct tst_fd *fd)
{
	if (fd->type == TST_FD_PIPE_READ || fd->type == TST_FD_PIPE_WRITE)
		close(fd->priv);
	if (fd->type == TST_FD_FILE || fd->type == TST_FD_PATH)
		unlink(FILE_NAME);
	if (fd->type == TST_FD_DIR)
		rmdir(DIR_NAME);
	close(fd->fd);
	fd->fd = -1;
}

int tst_fd_next(struct tst_fd *fd)
{
	if (fd->fd >= 0) {
		close_kind(fd);
		fd->type++;
	}
	for (; fd->type < TST_FD_MAX; fd->type++) {
		fd->fd = kinds[fd->type].open(fd);
		if (fd->fd >= 0)
			return 1;
		tst_res(TCONF | TERRNO, "no descriptor of the kind %s here", kinds[fd->type].desc);
	}
	return 0;
}

const char *tst_fd_desc(struct tst_fd *fd)
{
	return fd->type >= 0 && fd->type < TST_FD_MAX ? kinds[fd->type].desc : "invalid";
}
