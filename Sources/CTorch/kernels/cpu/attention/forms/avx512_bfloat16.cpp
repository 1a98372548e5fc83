#include "kernels/cpu/attention/head.hpp"

#include <cmath>

#if defined(__x86_64__)

#include <immintrin.h>

#define CT_VARIANT avx512_bfloat16
#define CT_AVX512 1
#define CT_BFLOAT16_PAIRS 1
#define CT_TILE_ROWS 6
#define CT_TILE_VECTORS 4

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,fma,bmi,bmi2,avx512bf16"))), apply_to = function)
#include "kernels/cpu/attention/forms/variant.hpp"
#pragma clang attribute pop

#endif
