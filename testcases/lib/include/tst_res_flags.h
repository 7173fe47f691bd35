// SPDX-License-Identifier: GPL-2.0-or-later
/* Kinds of a result, and what a result adds to its message. Values as LTP documents them: exit codes are made of them. */
#ifndef TST_RES_FLAGS_H
#define TST_RES_FLAGS_H

enum tst_res_flags {
	TPASS = 0,
	TFAIL = 1,
	TBROK = 2,
	TWARN = 4,
	TDEBUG = 8,
	TINFO = 16,
	TCONF = 32,
	TERRNO = 0x100,	 /* add errno */
	TTERRNO = 0x200, /* add TST_ERR */
	TRERRNO = 0x400, /* add TST_RET as an error number */
};

#define TTYPE_MASK 0x7f
#define TTYPE_RESULT(ttype) ((ttype) & TTYPE_MASK)

#endif
