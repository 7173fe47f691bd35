// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Tables of setreuid() and setresuid() calls: users by name, and the check of real, effective and saved id
 * after a call.
 */
#ifndef USER_IDS_H
#define USER_IDS_H

#include "tst_test.h"
#include "tst_uid.h"

enum user { KEEP, ROOT, NOBODY, DAEMON, BIN, UNUSED };

static uid_t uids[6];

static const char *const user_names[] = {"-1", "root", "nobody", "daemon", "bin", "an unused id"};

static inline void find_users(void)
{
	uids[KEEP] = -1;
	uids[ROOT] = 0;
	uids[NOBODY] = SAFE_GETPWNAM("nobody")->pw_uid;
	uids[DAEMON] = SAFE_GETPWNAM("daemon")->pw_uid;
	uids[BIN] = SAFE_GETPWNAM("bin")->pw_uid;
	uids[UNUSED] = tst_get_free_uid(uids[NOBODY]);
}

static inline void check_users(enum user real, enum user effective, enum user saved)
{
	uid_t r, e, s;

	SAFE_GETRESUID(&r, &e, &s);
	TST_EXP_EXPR(r == uids[real] && e == uids[effective] && s == uids[saved],
		     "real, effective and saved id are %s, %s, %s (%d, %d, %d): %d, %d, %d", user_names[real],
		     user_names[effective], user_names[saved], (int)uids[real], (int)uids[effective],
		     (int)uids[saved], (int)r, (int)e, (int)s);
}

#endif
