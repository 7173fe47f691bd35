// SPDX-License-Identifier: GPL-2.0-or-later
/* Queues of notifications in pipes. linux/watch_queue.h cannot stand beside fcntl.h. */
#ifndef LAPI_WATCH_QUEUE_H
#define LAPI_WATCH_QUEUE_H

#include <fcntl.h>
#include <sys/ioctl.h>

#ifndef KEYCTL_WATCH_KEY
#define KEYCTL_WATCH_KEY 32
#endif
#ifndef O_NOTIFICATION_PIPE
#define O_NOTIFICATION_PIPE O_EXCL
#endif
#ifndef IOC_WATCH_QUEUE_SET_SIZE
#define IOC_WATCH_QUEUE_SET_SIZE _IO('W', 0x60)
#define IOC_WATCH_QUEUE_SET_FILTER _IO('W', 0x61)
#endif

#endif
