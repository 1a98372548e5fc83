#pragma once

#include <cstdint>
#include <cstring>

// Compiles a function for several instruction sets and chooses at load time. Plain loops in it (and
// in the inline functions it calls) are vectorized for each; no compiler flag is needed.
#if defined(__x86_64__)
#define CT_VECTORIZED                                                                              \
    __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
// The same with registers of 512 bits where there are any: code for `x86-64-v4` prefers 256 bits.
#define CT_WIDE __attribute__((target_clones("avx512f", "arch=x86-64-v3", "default")))
#else
#define CT_VECTORIZED
#define CT_WIDE
#endif

#define CT_INLINE inline __attribute__((always_inline))

namespace ct {

CT_INLINE float bits_to_float(uint32_t bits) {
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

CT_INLINE uint32_t float_to_bits(float value) {
    uint32_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    return bits;
}

CT_INLINE float from_bfloat16(uint16_t half) {
    return bits_to_float(static_cast<uint32_t>(half) << 16);
}

/// Rounds to nearest, ties to even; NaN stays NaN.
CT_INLINE uint16_t to_bfloat16(float value) {
    const uint32_t bits = float_to_bits(value);
    const uint32_t rounded = (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
    const bool nan = (bits & 0x7fffffff) > 0x7f800000;
    return static_cast<uint16_t>(nan ? 0x7fc0 : rounded);
}

} // namespace ct
