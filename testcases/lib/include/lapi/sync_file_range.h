// SPDX-License-Identifier: GPL-2.0-or-later
/* sync_file_range() is musl's. */
#ifndef LAPI_SYNC_FILE_RANGE_H
#define LAPI_SYNC_FILE_RANGE_H

#include <fcntl.h>
#include <sys/types.h>

#include "lapi/syscalls.h"

#ifndef SYNC_FILE_RANGE_WAIT_BEFORE
#define SYNC_FILE_RANGE_WAIT_BEFORE 1
#endif
#ifndef SYNC_FILE_RANGE_WRITE
#define SYNC_FILE_RANGE_WRITE 2
#endif
#ifndef SYNC_FILE_RANGE_WAIT_AFTER
#define SYNC_FILE_RANGE_WAIT_AFTER 4
#endif

#endif
