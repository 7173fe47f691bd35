// SPDX-License-Identifier: GPL-2.0-or-later
/* tst_crypto.h, tst_af_alg.h and tst_rand_data.h. */
#include "lib.h"
#include "tst_af_alg.h"
#include "tst_crypto.h"
#include "tst_rand_data.h"

#include <sys/random.h>

/* --- by netlink ------------------------------------------------------------------------------------------------- */

void tst_crypto_open(struct tst_crypto_session *ses)
{
	ses->ctx = NETLINK_CREATE_CONTEXT(NETLINK_CRYPTO);
}

void tst_crypto_close(struct tst_crypto_session *ses)
{
	NETLINK_DESTROY_CONTEXT(ses->ctx);
	ses->ctx = NULL;
}

static int request(struct tst_crypto_session *ses, unsigned short type, const struct crypto_user_alg *alg)
{
	const struct nlmsghdr header = {.nlmsg_type = type, .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK};

	NETLINK_ADD_MESSAGE(ses->ctx, &header, alg, sizeof(*alg));
	if (NETLINK_SEND_VALIDATE(ses->ctx))
		return 0;
	if (!tst_netlink_errno)
		tst_brk(TBROK, "a request to the crypto layer was not sent");
	return -tst_netlink_errno;
}

int tst_crypto_add_alg(struct tst_crypto_session *ses, const struct crypto_user_alg *alg)
{
	return request(ses, CRYPTO_MSG_NEWALG, alg);
}

/* The crypto layer lets go of an algorithm a little after its last user. */
int tst_crypto_del_alg(struct tst_crypto_session *ses, const struct crypto_user_alg *alg)
{
	uint32_t left = ses->retries;
	int ret = request(ses, CRYPTO_MSG_DELALG, alg);

	for (; ret == -EBUSY && left > 0; left--) {
		usleep(1);
		ret = request(ses, CRYPTO_MSG_DELALG, alg);
	}
	return ret;
}

/* --- by AF_ALG -------------------------------------------------------------------------------------------------- */

int tst_alg_create(void)
{
	const int fd = socket(AF_ALG, SOCK_SEQPACKET, 0);

	if (fd < 0)
		tst_brk((errno == EAFNOSUPPORT ? TCONF : TBROK) | TERRNO, "no socket of AF_ALG");
	return fd;
}

static struct sockaddr_alg address_of(const char *type, const char *name)
{
	struct sockaddr_alg addr = {.salg_family = AF_ALG};

	if (strlen(type) >= sizeof(addr.salg_type) || strlen(name) >= sizeof(addr.salg_name))
		tst_brk(TBROK, "%s %s: such a name is too long for AF_ALG", type, name);
	strcpy((char *)addr.salg_type, type);
	strcpy((char *)addr.salg_name, name);
	return addr;
}

static int try_bind(int fd, const struct sockaddr_alg *addr)
{
	return bind(fd, (const struct sockaddr *)addr, sizeof(*addr)) < 0 ? errno : 0;
}

void tst_alg_bind_addr(int algfd, const struct sockaddr_alg *addr)
{
	const int err = try_bind(algfd, addr);

	if (err)
		tst_brk(err == ENOENT ? TCONF : TBROK, "the kernel's %s algorithm %s: %s", addr->salg_type,
			addr->salg_name, tst_strerrno(err));
}

void tst_alg_bind(int algfd, const char *algtype, const char *algname)
{
	const struct sockaddr_alg addr = address_of(algtype, algname);

	tst_alg_bind_addr(algfd, &addr);
}

int tst_try_alg(const char *algtype, const char *algname)
{
	const struct sockaddr_alg addr = address_of(algtype, algname);
	const int fd = tst_alg_create();
	const int err = try_bind(fd, &addr);

	close(fd);
	return err;
}

bool tst_have_alg(const char *algtype, const char *algname)
{
	const int err = tst_try_alg(algtype, algname);

	/* ELIBBAD: there, but not allowed in FIPS mode. */
	if (err && err != ENOENT && err != ELIBBAD)
		tst_brk(TBROK, "%s algorithm %s: %s", algtype, algname, tst_strerrno(err));
	if (err)
		tst_res(TCONF, "the kernel has no %s algorithm %s: %s", algtype, algname, tst_strerrno(err));
	return !err;
}

void tst_require_alg(const char *algtype, const char *algname)
{
	const int fd = tst_alg_create();

	tst_alg_bind(fd, algtype, algname);
	close(fd);
}

void tst_alg_setkey(int algfd, const uint8_t *key, unsigned int keylen)
{
	uint8_t random[keylen ?: 1];

	if (!key && getrandom(random, keylen, 0) != (ssize_t)keylen)
		tst_brk(TBROK | TERRNO, "no random key of %u bytes", keylen);
	if (setsockopt(algfd, SOL_ALG, ALG_SET_KEY, key ?: random, keylen) < 0)
		tst_brk(TBROK | TERRNO, "a key of %u bytes was not taken", keylen);
}

int tst_alg_accept(int algfd)
{
	const int fd = accept(algfd, NULL, NULL);

	if (fd < 0)
		tst_brk(TBROK | TERRNO, "accept() of an AF_ALG socket");
	return fd;
}

int tst_alg_setup(const char *algtype, const char *algname, const uint8_t *key, unsigned int keylen)
{
	const int fd = tst_alg_create();

	tst_alg_bind(fd, algtype, algname);
	if (keylen > 0)
		tst_alg_setkey(fd, key, keylen);
	return fd;
}

int tst_alg_setup_reqfd(const char *algtype, const char *algname, const uint8_t *key, unsigned int keylen)
{
	const int alg = tst_alg_setup(algtype, algname, key, keylen);
	const int fd = tst_alg_accept(alg);

	close(alg);
	return fd;
}

/* Room for one more header in msg's control data, which is large enough for all. */
static void *add_control(struct msghdr *msg, int type, size_t bytes)
{
	struct cmsghdr *header = (void *)((char *)msg->msg_control + msg->msg_controllen);

	*header = (struct cmsghdr){.cmsg_level = SOL_ALG, .cmsg_type = type, .cmsg_len = CMSG_LEN(bytes)};
	msg->msg_controllen += CMSG_SPACE(bytes);
	return CMSG_DATA(header);
}

void tst_alg_sendmsg(int reqfd, const void *data, size_t datalen, const struct tst_alg_sendmsg_params *params)
{
	const size_t iv_bytes = sizeof(struct af_alg_iv) + params->ivlen;
	char control[2 * CMSG_SPACE(sizeof(uint32_t)) + CMSG_SPACE(iv_bytes)] __attribute__((aligned(8)));
	struct iovec iov = {.iov_base = (void *)data, .iov_len = datalen};
	struct msghdr msg = {.msg_iov = &iov, .msg_iovlen = 1, .msg_control = control, .msg_flags = params->msg_flags};

	if (params->encrypt && params->decrypt)
		tst_brk(TBROK, "a request either encrypts or decrypts");
	memset(control, 0, sizeof(control));
	if (params->encrypt || params->decrypt)
		*(uint32_t *)add_control(&msg, ALG_SET_OP, sizeof(uint32_t)) =
			params->encrypt ? ALG_OP_ENCRYPT : ALG_OP_DECRYPT;
	if (params->ivlen > 0) {
		struct af_alg_iv *iv = add_control(&msg, ALG_SET_IV, iv_bytes);

		iv->ivlen = params->ivlen;
		memcpy((char *)iv + sizeof(*iv), params->iv, params->ivlen);
	}
	if (params->assoclen > 0)
		*(uint32_t *)add_control(&msg, ALG_SET_AEAD_ASSOCLEN, sizeof(uint32_t)) = params->assoclen;
	if (sendmsg(reqfd, &msg, params->msg_flags) != (ssize_t)datalen)
		tst_brk(TBROK | TERRNO, "sendmsg() of %zu bytes to an AF_ALG socket", datalen);
}

/* --- bytes ------------------------------------------------------------------------------------------------------ */

#define RAND_BYTES 4096

static char rand_bytes[RAND_BYTES];
const size_t tst_rand_data_len = RAND_BYTES;
const char *const tst_rand_data = rand_bytes;

/* A linear congruential generator, with the constants of POSIX's rand() example; no byte but the last is 0. */
static __attribute__((constructor)) void make_rand_bytes(void)
{
	uint32_t next = 1;

	for (size_t i = 0; i < RAND_BYTES - 1; i++) {
		next = next * 1103515245 + 12345;
		rand_bytes[i] = 1 + (next >> 16) % 255;
	}
}
