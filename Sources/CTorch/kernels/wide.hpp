#pragma once

#include "vectorized.hpp"

// Like CT_VECTORIZED, but with registers of 512 bits where there are any: code for `x86-64-v4`
// prefers 256 bits.
#if defined(__x86_64__)
#define CT_WIDE __attribute__((target_clones("avx512f", "arch=x86-64-v3", "default")))
#else
#define CT_WIDE
#endif

namespace ct {

constexpr int64_t lane_count = 16;
typedef float Lanes __attribute__((ext_vector_type(16)));
typedef double DoubleLanes __attribute__((ext_vector_type(16)));
typedef uint32_t WordLanes __attribute__((ext_vector_type(16)));
typedef uint16_t HalfLanes __attribute__((ext_vector_type(16)));

/// Loads up to 16 numbers; lanes without one are 0.
CT_INLINE void load(Lanes &lanes, const float *x, int64_t count) {
    if (count == lane_count) {
        std::memcpy(&lanes, x, sizeof lanes);
    } else {
        lanes = Lanes(0);
        std::memcpy(&lanes, x, static_cast<size_t>(count) * sizeof(float));
    }
}

CT_INLINE void load(Lanes &lanes, const uint16_t *x, int64_t count) {
    HalfLanes halves = 0;
    if (count == lane_count) {
        std::memcpy(&halves, x, sizeof halves);
    } else {
        std::memcpy(&halves, x, static_cast<size_t>(count) * sizeof(uint16_t));
    }
    const WordLanes words = __builtin_convertvector(halves, WordLanes) << 16;
    std::memcpy(&lanes, &words, sizeof lanes);
}

CT_INLINE void store(const Lanes &lanes, float *x, int64_t count) {
    if (count == lane_count) {
        std::memcpy(x, &lanes, sizeof lanes);
    } else {
        std::memcpy(x, &lanes, static_cast<size_t>(count) * sizeof(float));
    }
}

/// Rounds as `to_bfloat16` does.
CT_INLINE void store(const Lanes &lanes, uint16_t *x, int64_t count) {
    WordLanes bits;
    std::memcpy(&bits, &lanes, sizeof bits);
    const WordLanes rounded = (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
    const WordLanes kept = (bits & 0x7fffffff) > 0x7f800000 ? WordLanes(0x7fc0) : rounded;
    const HalfLanes halves = __builtin_convertvector(kept, HalfLanes);
    if (count == lane_count) {
        std::memcpy(x, &halves, sizeof halves);
    } else {
        std::memcpy(x, &halves, static_cast<size_t>(count) * sizeof(uint16_t));
    }
}

} // namespace ct
