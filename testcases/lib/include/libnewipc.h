// SPDX-License-Identifier: GPL-2.0-or-later
/* tse_newipc.h by its older name. */
#ifndef LIBNEWIPC_H
#define LIBNEWIPC_H

#include "tse_newipc.h"

#endif
