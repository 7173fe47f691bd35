// SPDX-License-Identifier: GPL-2.0-or-later
/* tse_parse_vdso.h by its older name. */
#ifndef PARSE_VDSO_H
#define PARSE_VDSO_H

#include "tse_parse_vdso.h"

#endif
