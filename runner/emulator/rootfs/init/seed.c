// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Random numbers of this boot. A guest that is the copy of a template starts with the generator of the template, as do
 * all its siblings: what the host says of this boot is mixed in, and a new key is made from the pool at once.
 */
#include "init.h"

#include <fcntl.h>
#include <linux/random.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { SEED_BYTES = 32 };

static int hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c == '\0' ? NULL : strchr(digits, c);

	return at == NULL ? -1 : (int)(at - digits);
}

bool seed_parse(const char *text, struct spec *spec)
{
	if (strlen(text) != SEED_BYTES * 2)
		return false;
	for (size_t i = 0; i < SEED_BYTES * 2; i++)
		if (hex_digit(text[i]) < 0)
			return false;
	spec->seed = text;
	return true;
}

void seed_random(const struct spec *spec)
{
	struct {
		struct rand_pool_info info;
		unsigned char bytes[SEED_BYTES];
	} pool = { .info = { .entropy_count = SEED_BYTES * 8, .buf_size = SEED_BYTES } };
	const char *at = spec->seed;
	int fd;

	if (at == NULL)
		return;
	for (size_t i = 0; i < SEED_BYTES; i++, at += 2)
		pool.bytes[i] = (unsigned char)(hex_digit(at[0]) << 4 | hex_digit(at[1]));
	fd = open("/dev/urandom", O_WRONLY | O_CLOEXEC);
	if (fd < 0 || ioctl(fd, RNDADDENTROPY, &pool) < 0 || ioctl(fd, RNDRESEEDCRNG) < 0)
		kernel_log(4, "random numbers are not this boot's own", "");
	if (fd >= 0)
		close(fd);
}
