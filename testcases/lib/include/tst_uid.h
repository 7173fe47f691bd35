// SPDX-License-Identifier: GPL-2.0-or-later
/* User and group numbers. */
#ifndef TST_UID_H
#define TST_UID_H

#include <sys/types.h>

/* A number without a name, other than skip. */
#define tst_get_free_uid(skip) tst_get_free_uid_(__FILE__, __LINE__, skip)
#define tst_get_free_gid(skip) tst_get_free_gid_(__FILE__, __LINE__, skip)
/* buf[] filled with different numbers; those from `start` on are new, the ones before are kept. */
void tst_get_uids(uid_t *buf, unsigned int start, unsigned int size);
void tst_get_gids(gid_t *buf, unsigned int start, unsigned int size);
int tst_check_resuid_(const char *file, int line, const char *callstr, uid_t exp_ruid, uid_t exp_euid, uid_t exp_suid);
int tst_check_resgid_(const char *file, int line, const char *callstr, gid_t exp_rgid, gid_t exp_egid, gid_t exp_sgid);
#define tst_check_resuid(callstr, r, e, s) tst_check_resuid_(__FILE__, __LINE__, callstr, r, e, s)
#define tst_check_resgid(callstr, r, e, s) tst_check_resgid_(__FILE__, __LINE__, callstr, r, e, s)

#endif
