// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The kernel's crypto algorithms by AF_ALG sockets: one is bound to an algorithm and has its key, accept() makes those
 * that take data. See the kernel's Documentation/crypto/userspace-if.rst.
 */
#ifndef TST_AF_ALG_H
#define TST_AF_ALG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lapi/if_alg.h"

/* TCONF where the kernel has no AF_ALG. */
int tst_alg_create(void);

/* TCONF where the kernel does not have the algorithm. */
void tst_alg_bind_addr(int algfd, const struct sockaddr_alg *addr);
void tst_alg_bind(int algfd, const char *algtype, const char *algname);

/* 0, or the error number of bind(). */
int tst_try_alg(const char *algtype, const char *algname);
/* As a truth value; false is reported as TCONF. */
bool tst_have_alg(const char *algtype, const char *algname);
void tst_require_alg(const char *algtype, const char *algname);

/* A random key of that length when key is NULL. */
void tst_alg_setkey(int algfd, const uint8_t *key, unsigned int keylen);
int tst_alg_accept(int algfd);

/* All of the above in one; no key is set when keylen is 0. The second one returns what accept() gave. */
int tst_alg_setup(const char *algtype, const char *algname, const uint8_t *key, unsigned int keylen);
int tst_alg_setup_reqfd(const char *algtype, const char *algname, const uint8_t *key, unsigned int keylen);

/* The control data of a request. */
struct tst_alg_sendmsg_params {
	bool encrypt;
	bool decrypt;
	const uint8_t *iv;
	unsigned int ivlen;
	unsigned int assoclen;
	uint32_t msg_flags;
};

void tst_alg_sendmsg(int reqfd, const void *data, size_t datalen, const struct tst_alg_sendmsg_params *params);

#endif
