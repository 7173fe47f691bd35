// SPDX-License-Identifier: GPL-2.0-or-later
/* name_to_handle_at() is musl's. */
#ifndef LAPI_NAME_TO_HANDLE_AT_H
#define LAPI_NAME_TO_HANDLE_AT_H

#include "lapi/fcntl.h"
#include "lapi/syscalls.h"
#include "tst_test.h"

/* musl has these only for programs that defined _GNU_SOURCE before their first header, as MAX_HANDLE_SZ tells. */
#ifndef MAX_HANDLE_SZ
#define MAX_HANDLE_SZ 128
struct file_handle {
	unsigned int handle_bytes;
	int handle_type;
	unsigned char f_handle[];
};

int name_to_handle_at(int dfd, const char *pathname, struct file_handle *handle, int *mount_id, int flags);
int open_by_handle_at(int mount_fd, struct file_handle *handle, int flags);
#endif

/* Room for the handle of this file, or NULL (and TFAIL) when its size cannot be learnt. */
static inline struct file_handle *allocate_file_handle(int dfd, const char *pathname)
{
	struct file_handle probe = {.handle_bytes = 0}, *handle;
	int mount_id;

	if (name_to_handle_at(dfd, pathname, &probe, &mount_id, 0) != -1 || errno != EOVERFLOW) {
		tst_res(TFAIL | TERRNO, "name_to_handle_at() of a handle without room did not give EOVERFLOW");
		return NULL;
	}
	handle = tst_alloc(sizeof(*handle) + probe.handle_bytes);
	handle->handle_type = probe.handle_type;
	handle->handle_bytes = probe.handle_bytes;
	return handle;
}

#endif
