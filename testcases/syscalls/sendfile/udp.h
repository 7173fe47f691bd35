// SPDX-License-Identifier: GPL-2.0-or-later
/* A file and a connected pair of UDP sockets on the loopback interface, for the sendfile cases. */
#ifndef UDP_H
#define UDP_H

#include "../loopback.h"

#include <sys/sendfile.h>

#define TEXT "abcdefghijklmnopqrstuvwxyz"
#define TEXT_LEN ((long)strlen(TEXT))

static int in_fd = -1, out_fd = -1, receiver_fd = -1;

static inline void udp_setup(void)
{
	struct sockaddr_in addr;

	in_fd = SAFE_OPEN("file", O_RDWR | O_CREAT, 0600);
	SAFE_WRITE(SAFE_WRITE_ALL, in_fd, TEXT, TEXT_LEN);
	SAFE_LSEEK(in_fd, 0, SEEK_SET);
	receiver_fd = bound_socket(SOCK_DGRAM, &addr);
	out_fd = connected_socket(SOCK_DGRAM, &addr);
}

static inline void udp_cleanup(void)
{
	int *const all[] = {&in_fd, &out_fd, &receiver_fd};

	for (size_t i = 0; i < ARRAY_SIZE(all); i++) {
		if (*all[i] >= 0)
			SAFE_CLOSE(*all[i]);
	}
}

#endif
