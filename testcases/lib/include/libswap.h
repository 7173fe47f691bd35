// SPDX-License-Identifier: GPL-2.0-or-later
/* tse_swap.h by its older name. */
#ifndef LIBSWAP_H
#define LIBSWAP_H

#include "tse_swap.h"

#endif
