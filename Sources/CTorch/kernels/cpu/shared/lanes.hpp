#pragma once

#include "kernels/cpu/shared/vectorized.hpp"

#include <cmath>
#include <type_traits>

namespace ct {

/// Numbers that are computed together. A width of 16 whatever the processor has fixes the order of
/// all sums.
constexpr int64_t lane_count = 16;

namespace vectors {
using Floats = float __attribute__((vector_size(64)));
using Words = uint32_t __attribute__((vector_size(64)));
using Integers = int32_t __attribute__((vector_size(64)));
using Halves = uint16_t __attribute__((vector_size(32)));
using Doubles = double __attribute__((vector_size(128)));
} // namespace vectors

/// Sixteen float32 numbers. A struct, because a bare vector as an argument would belong to an ABI,
/// and without constructors, which the compiler does not inline into clones.
struct Lanes {
    vectors::Floats v;
};

struct Mask {
    vectors::Integers v;
};

CT_INLINE Lanes wide(Lanes x) { return x; }
CT_INLINE Lanes wide(float x) { return {x - vectors::Floats{}}; }

/// Lanes, or one number for all of them.
template <typename A> concept Lane = std::is_same_v<A, Lanes> || std::is_same_v<A, float>;
template <typename A, typename B>
concept Pair = Lane<A> && Lane<B> && !(std::is_same_v<A, float> && std::is_same_v<B, float>);

template <typename A, typename B> requires Pair<A, B> CT_INLINE Lanes operator+(A a, B b) {
    return {wide(a).v + wide(b).v};
}
template <typename A, typename B> requires Pair<A, B> CT_INLINE Lanes operator-(A a, B b) {
    return {wide(a).v - wide(b).v};
}
template <typename A, typename B> requires Pair<A, B> CT_INLINE Lanes operator*(A a, B b) {
    return {wide(a).v * wide(b).v};
}
template <typename A, typename B> requires Pair<A, B> CT_INLINE Lanes operator/(A a, B b) {
    return {wide(a).v / wide(b).v};
}
template <typename A, typename B> requires Pair<A, B> CT_INLINE Mask operator<(A a, B b) {
    return {wide(a).v < wide(b).v};
}
template <typename A, typename B> requires Pair<A, B> CT_INLINE Mask operator<=(A a, B b) {
    return {wide(a).v <= wide(b).v};
}
template <typename A, typename B> requires Pair<A, B> CT_INLINE Mask operator==(A a, B b) {
    return {wide(a).v == wide(b).v};
}
template <Lane A, Lane B> CT_INLINE Lanes select(Mask mask, A a, B b) {
    return {mask.v ? wide(a).v : wide(b).v};
}

/// a * b + c, in one rounding where the processor can.
template <Lane A, Lane B, Lane C> CT_INLINE Lanes fused(A a, B b, C c) {
    return {wide(a).v * wide(b).v + wide(c).v};
}

CT_INLINE Lanes magnitude(Lanes x) {
    return {reinterpret_cast<vectors::Floats>(reinterpret_cast<vectors::Words>(x.v) & 0x7fffffffu)};
}

CT_INLINE Lanes with_sign_of(Lanes magnitude, Lanes x) {
    const auto sign = reinterpret_cast<vectors::Words>(x.v) & 0x80000000u;
    return {reinterpret_cast<vectors::Floats>(reinterpret_cast<vectors::Words>(magnitude.v) | sign)};
}

/// The lanes before `count`; the others become zero.
CT_INLINE Lanes first_lanes(Lanes x, int64_t count) {
    if (count == lane_count) {
        return x;
    }
    constexpr vectors::Integers index = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    return select(Mask{index < static_cast<int32_t>(count)}, x, 0.0f);
}

CT_INLINE float sum_of_lanes(Lanes x) {
    float sums[lane_count];
    std::memcpy(sums, &x.v, sizeof sums);
    for (int64_t half = lane_count / 2; half > 0; half /= 2) {
        for (int64_t i = 0; i < half; ++i) {
            sums[i] += sums[i + half];
        }
    }
    return sums[0];
}

/// Whether all lanes are +0.
CT_INLINE bool is_zero(Lanes x) {
    return __builtin_reduce_or(reinterpret_cast<vectors::Words>(x.v)) == 0;
}

/// Loads `count` (at most 16) elements; the other lanes are zero.
CT_INLINE Lanes load(const float *from, int64_t count = lane_count) {
    vectors::Floats values{};
    std::memcpy(&values, from, static_cast<size_t>(count) * sizeof *from);
    return {values};
}

CT_INLINE Lanes load(const uint16_t *from, int64_t count = lane_count) {
    vectors::Halves halves{};
    std::memcpy(&halves, from, static_cast<size_t>(count) * sizeof *from);
    return {reinterpret_cast<vectors::Floats>(__builtin_convertvector(halves, vectors::Words) << 16)};
}

CT_INLINE void store(float *to, Lanes x, int64_t count = lane_count) {
    std::memcpy(to, &x.v, static_cast<size_t>(count) * sizeof *to);
}

/// Rounds to bfloat16: to nearest, ties to even; NaN stays NaN.
CT_INLINE void store(uint16_t *to, Lanes x, int64_t count = lane_count) {
    const auto bits = reinterpret_cast<vectors::Words>(x.v);
    const vectors::Words rounded = (bits + 0x7fffu + (bits >> 16 & 1u)) >> 16;
    const vectors::Words chosen =
        (bits & 0x7fffffffu) > 0x7f800000u ? vectors::Words{} + 0x7fc0u : rounded;
    const auto halves = __builtin_convertvector(chosen, vectors::Halves);
    std::memcpy(to, &halves, static_cast<size_t>(count) * sizeof *to);
}

/// Calls `body(start, count)` for each 16 of `width` elements; the last may be fewer.
template <typename Body> CT_INLINE void for_each_part(int64_t width, Body &&body) {
    int64_t start = 0;
    for (; start + lane_count <= width; start += lane_count) {
        body(start, std::integral_constant<int64_t, lane_count>());
    }
    if (start < width) {
        body(start, width - start);
    }
}

/// What a row's scratch is rounded up to, so that it is always stored in whole parts.
CT_INLINE int64_t whole_parts(int64_t width) {
    return (width + lane_count - 1) / lane_count * lane_count;
}

/// e^x for x <= 0 within 2 units in the last place; 0 below -87.
CT_INLINE Lanes exp_of_negative(Lanes x) {
    const Lanes clamped = select(x < -87.0f, -87.0f, x);
    const Lanes shifted = fused(clamped, 1.44269504088896341f, 12582912.0f); // 1.5 * 2^23 rounds
    const Lanes n = shifted - 12582912.0f;
    Lanes r = fused(n, -0.693359375f, clamped);
    r = fused(n, 2.12194440e-4f, r);
    Lanes p = fused(1.9875691500e-4f, r, 1.3981999507e-3f);
    p = fused(p, r, 8.3334519073e-3f);
    p = fused(p, r, 4.1665795894e-2f);
    p = fused(p, r, 1.6666665459e-1f);
    p = fused(p, r, 5.0000001201e-1f);
    p = fused(p * r, r, r) + 1.0f;
    // The low bits of `shifted` are the integer n.
    const auto power = (reinterpret_cast<vectors::Words>(shifted.v) + 127u) << 23;
    return select(x < -87.0f, 0.0f, p * Lanes{reinterpret_cast<vectors::Floats>(power)});
}

} // namespace ct
