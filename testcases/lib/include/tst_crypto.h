// SPDX-License-Identifier: GPL-2.0-or-later
/* Algorithms of the kernel's crypto layer, added and deleted by netlink. */
#ifndef TST_CRYPTO_H
#define TST_CRYPTO_H

#include <stdint.h>

#include "lapi/cryptouser.h"
#include "tst_netlink.h"

struct tst_crypto_session {
	struct tst_netlink_context *ctx;
	uint32_t retries; /* how often a deletion that is EBUSY is tried again */
};

#define TST_CRYPTO_SESSION_INIT {.ctx = NULL, .retries = 1000}

/* TCONF where the kernel has no such netlink. */
void tst_crypto_open(struct tst_crypto_session *ses);
void tst_crypto_close(struct tst_crypto_session *ses);
/* 0, or the negative error number of the kernel. */
int tst_crypto_add_alg(struct tst_crypto_session *ses, const struct crypto_user_alg *alg);
int tst_crypto_del_alg(struct tst_crypto_session *ses, const struct crypto_user_alg *alg);

#endif
