// SPDX-License-Identifier: GPL-2.0-or-later
/* User and group numbers, capabilities. */
#include "lib.h"
#include "tst_uid.h"

static bool taken(const unsigned int *buf, unsigned int count, unsigned int id)
{
	for (unsigned int i = 0; i < count; i++) {
		if (buf[i] == id)
			return true;
	}
	return false;
}

void tst_get_uids(uid_t *buf, unsigned int start, unsigned int size)
{
	uid_t uid = 1;

	for (unsigned int i = start; i < size; uid++) {
		if (!taken(buf, i, uid))
			buf[i++] = uid;
	}
}

void tst_get_gids(gid_t *buf, unsigned int start, unsigned int size)
{
	tst_get_uids(buf, start, size);
}

static int check_ids(const char *file, int line, const char *call, const char *kind, const unsigned int *wanted,
		     const unsigned int *got)
{
	if (memcmp(wanted, got, 3 * sizeof(*wanted)) == 0)
		return 1;
	tst_res_(file, line, TFAIL, "%s: expected real, effective, saved %s %u %u %u, got %u %u %u", call ? call : "",
		 kind, wanted[0], wanted[1], wanted[2], got[0], got[1], got[2]);
	return 0;
}

int tst_check_resuid_(const char *file, int line, const char *callstr, uid_t exp_ruid, uid_t exp_euid, uid_t exp_suid)
{
	uid_t wanted[3] = {exp_ruid, exp_euid, exp_suid}, got[3];

	SAFE_GETRESUID(&got[0], &got[1], &got[2]);
	return check_ids(file, line, callstr, "uid", wanted, got);
}

int tst_check_resgid_(const char *file, int line, const char *callstr, gid_t exp_rgid, gid_t exp_egid, gid_t exp_sgid)
{
	gid_t wanted[3] = {exp_rgid, exp_egid, exp_sgid}, got[3];

	SAFE_GETRESGID(&got[0], &got[1], &got[2]);
	return check_ids(file, line, callstr, "gid", wanted, got);
}

/* --- capabilities ------------------------------------------------------------------------------------------------- */

int tst_capget(struct tst_cap_user_header *hdr, struct tst_cap_user_data *data)
{
	return tst_syscall(__NR_capget, hdr, data);
}

int tst_capset(struct tst_cap_user_header *hdr, const struct tst_cap_user_data *data)
{
	return tst_syscall(__NR_capset, hdr, data);
}

void tst_cap_action(struct tst_cap *cap)
{
	struct tst_cap_user_header header = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct tst_cap_user_data data[2] = {0};
	struct tst_cap_user_data *word = &data[cap->id / 32];
	const uint32_t bit = 1U << (cap->id % 32);

	if (tst_capget(&header, data) < 0)
		tst_brk(TBROK | TERRNO, "capget()");
	switch (cap->action) {
	case TST_CAP_DROP:
		if (!(word->effective & bit))
			return;
		word->effective &= ~bit;
		break;
	case TST_CAP_REQ:
		if (word->effective & bit)
			return;
		if (!(word->permitted & bit))
			tst_brk(TCONF, "needs %s", cap->name);
		word->effective |= bit;
		break;
	}
	if (tst_capset(&header, data) < 0)
		tst_brk(TBROK | TERRNO, "capset() for %s", cap->name);
}

void tst_cap_setup(struct tst_cap *cap, enum tst_cap_act action_mask)
{
	for (; cap->action; cap++) {
		if (cap->action & action_mask)
			tst_cap_action(cap);
	}
}
