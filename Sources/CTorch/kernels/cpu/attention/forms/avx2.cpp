#include "kernels/cpu/attention/head.hpp"

#include <cmath>

#if defined(__x86_64__)

#define CT_VARIANT avx2
#define CT_AVX512 0
#define CT_BFLOAT16_PAIRS 0
#define CT_TILE_ROWS 4
#define CT_TILE_VECTORS 1

#pragma clang attribute push(__attribute__((target("avx2,fma,bmi,bmi2"))), apply_to = function)
#include "kernels/cpu/attention/forms/variant.hpp"
#pragma clang attribute pop

#endif
