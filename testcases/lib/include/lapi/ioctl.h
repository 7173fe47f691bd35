// SPDX-License-Identifier: GPL-2.0-or-later
/* ioctl()s of terminals. */
#ifndef LAPI_IOCTL_H
#define LAPI_IOCTL_H

#include <sys/ioctl.h>

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

#endif
