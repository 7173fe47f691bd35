// SPDX-License-Identifier: GPL-2.0-or-later
/* io_uring by system call. */
#ifndef LAPI_IO_URING_H
#define LAPI_IO_URING_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>
#include <linux/io_uring.h>

#include "lapi/syscalls.h"

static inline int io_uring_setup(int entries, struct io_uring_params *params)
{
	return tst_syscall(__NR_io_uring_setup, entries, params);
}

static inline int io_uring_enter(int fd, unsigned int to_submit, unsigned int min_complete,
				 unsigned int flags, sigset_t *sig)
{
	return tst_syscall(__NR_io_uring_enter, fd, to_submit, min_complete, flags, sig, _NSIG / 8);
}

static inline int io_uring_register(int fd, unsigned int opcode, void *arg, unsigned int nr_args)
{
	return tst_syscall(__NR_io_uring_register, fd, opcode, arg, nr_args);
}

static inline void io_uring_setup_supported_by_kernel(void)
{
	if (syscall(__NR_io_uring_setup, 0, NULL) != -1)
		return;
	if (errno == ENOSYS)
		tst_brk(TCONF, "this kernel has no io_uring_setup()");
	if (errno == EPERM)
		tst_brk(TCONF, "io_uring_setup() is not allowed here");
}

#endif
