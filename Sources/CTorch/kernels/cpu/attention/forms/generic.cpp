#include "kernels/cpu/attention/head.hpp"

#include <cmath>

#define CT_VARIANT generic
#define CT_AVX512 0
#define CT_BFLOAT16_PAIRS 0
#define CT_TILE_ROWS 3
#define CT_TILE_VECTORS 1

#include "kernels/cpu/attention/forms/variant.hpp"

