// SPDX-License-Identifier: GPL-2.0-or-later
/* ioctl()s of terminals. */
#ifndef LAPI_IOCTL_H
#define LAPI_IOCTL_H

#include <stdint.h>
#include <sys/ioctl.h>
#include <linux/fs.h>

#ifndef TIOCVHANGUP
#define TIOCVHANGUP 0x5437
#endif
#ifndef TIOCSPTLCK
#define TIOCSPTLCK 0x40045431
#endif

/* The structure of TCGETA and TCSETA, which musl leaves out. */
#ifndef NCC
#define NCC 8
struct termio {
	unsigned short int c_iflag;
	unsigned short int c_oflag;
	unsigned short int c_cflag;
	unsigned short int c_lflag;
	unsigned char c_line;
	unsigned char c_cc[NCC];
};
#endif

/* linux/fs.h of 6.11: one mapping of /proc/PID/maps. */
#ifndef PROCMAP_QUERY
struct procmap_query {
	uint64_t size;
	uint64_t query_flags;
	uint64_t query_addr;
	uint64_t vma_start;
	uint64_t vma_end;
	uint64_t vma_flags;
	uint64_t vma_page_size;
	uint64_t vma_offset;
	uint64_t inode;
	uint32_t dev_major;
	uint32_t dev_minor;
	uint32_t vma_name_size;
	uint32_t build_id_size;
	uint64_t vma_name_addr;
	uint64_t build_id_addr;
};
#define PROCMAP_QUERY _IOWR('f', 17, struct procmap_query)

enum procmap_query_flags {
	PROCMAP_QUERY_VMA_READABLE = 0x01,
	PROCMAP_QUERY_VMA_WRITABLE = 0x02,
	PROCMAP_QUERY_VMA_EXECUTABLE = 0x04,
	PROCMAP_QUERY_VMA_SHARED = 0x08,
	PROCMAP_QUERY_COVERING_OR_NEXT_VMA = 0x10,
	PROCMAP_QUERY_FILE_BACKED_VMA = 0x20,
};
#endif

#endif
