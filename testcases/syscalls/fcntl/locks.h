// SPDX-License-Identifier: GPL-2.0-or-later
/* Record locks: short names and one-line calls for the fcntl cases. */
#ifndef FCNTL_LOCKS_H
#define FCNTL_LOCKS_H

#include "tst_test.h"

#define TO_EOF 0

static inline const char *lock_name(int type)
{
	switch (type) {
	case F_RDLCK:
		return "F_RDLCK";
	case F_WRLCK:
		return "F_WRLCK";
	case F_UNLCK:
		return "F_UNLCK";
	default:
		return "no lock type";
	}
}

static inline struct flock lock_of(short type, off_t start, off_t len)
{
	return (struct flock){.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = len};
}

static inline void lock(int fd, short type, off_t start, off_t len)
{
	struct flock wanted = lock_of(type, start, len);

	SAFE_FCNTL(fd, F_SETLK, &wanted);
}

static inline void unlock_all(int fd)
{
	lock(fd, F_UNLCK, 0, TO_EOF);
}

#endif
