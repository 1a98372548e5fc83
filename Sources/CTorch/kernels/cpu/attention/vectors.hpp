// Compiled once for each kind of processor: `CT_VARIANT` is its namespace.
#pragma once

#include "kernels/cpu/shared/vectorized.hpp"

#pragma clang diagnostic ignored "-Wpsabi"

namespace ct::CT_VARIANT {

// Sixteen neighbours at a time; where registers are narrower the compiler splits them.
typedef float Floats __attribute__((ext_vector_type(16)));
typedef uint32_t Words __attribute__((ext_vector_type(16)));
typedef int32_t Integers __attribute__((ext_vector_type(16)));
typedef uint16_t Halves __attribute__((ext_vector_type(16)));
typedef bool Flags __attribute__((ext_vector_type(16)));

constexpr int64_t lanes = 16;

CT_INLINE int64_t padded(int64_t count) { return (count + lanes - 1) / lanes * lanes; }

template <typename Vector, typename Element> CT_INLINE Vector load(const Element *from) {
    Vector value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

template <typename Vector, typename Element> CT_INLINE void store(Element *to, Vector value) {
    std::memcpy(to, &value, sizeof value);
}

/// The first `count` elements, then zeros; `count` may be below 1.
template <typename Vector, typename Element>
CT_INLINE Vector load_first(const Element *from, int64_t count) {
    constexpr auto whole = static_cast<int64_t>(sizeof(Vector) / sizeof(Element));
    const int64_t valid = count < 0 ? 0 : count < whole ? count : whole;
#if CT_AVX512
    constexpr auto halves = static_cast<int64_t>(sizeof(Element) / 2);
    const uint32_t mask = _bzhi_u32(~0u, static_cast<uint32_t>(valid * halves));
    if constexpr (sizeof(Vector) == 64) {
        return __builtin_bit_cast(Vector, _mm512_maskz_loadu_epi16(mask, from));
    } else {
        return __builtin_bit_cast(
            Vector, _mm256_maskz_loadu_epi16(static_cast<uint16_t>(mask), from));
    }
#else
    if (valid == whole) {
        return load<Vector>(from);
    }
    Vector value = {};
    std::memcpy(&value, from, static_cast<size_t>(valid) * sizeof(Element));
    return value;
#endif
}

template <typename Vector, typename Element>
CT_INLINE void store_first(Element *to, Vector value, int64_t count) {
    constexpr auto whole = static_cast<int64_t>(sizeof(Vector) / sizeof(Element));
    if (count >= whole) {
        store(to, value);
    } else {
        std::memcpy(to, &value, static_cast<size_t>(count) * sizeof(Element));
    }
}

CT_INLINE Floats as_floats(Words bits) { return __builtin_bit_cast(Floats, bits); }
CT_INLINE Words as_words(Floats values) { return __builtin_bit_cast(Words, values); }

/// The lanes below `count`.
CT_INLINE Flags first_lanes(int64_t count) {
    const Integers lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    const auto limit = static_cast<int32_t>(count < lanes ? count : lanes);
    return __builtin_convertvector(lane < Integers(limit), Flags);
}

CT_INLINE Floats chosen(Flags flags, Floats values, Floats otherwise) {
    return __builtin_convertvector(flags, Integers) != 0 ? values : otherwise;
}

/// Rounds to nearest, ties to even; NaN stays NaN.
CT_INLINE Halves narrowed(Floats values) {
#if CT_BFLOAT16_PAIRS
    return __builtin_bit_cast(Halves, _mm512_cvtneps_pbh(__builtin_bit_cast(__m512, values)));
#else
    const Words bits = as_words(values);
    const Words rounded = (bits + 0x7fffu + (bits >> 16 & 1u)) >> 16;
    const Words quiet = Words(0x7fc0u);
    return __builtin_convertvector((bits & 0x7fffffffu) > 0x7f800000u ? quiet : rounded, Halves);
#endif
}

CT_INLINE Floats widened(Halves values) {
    return as_floats(__builtin_convertvector(values, Words) << 16);
}

/// Asks for the same row of the head after this one, which the thread mostly takes next: rows lie
/// too far apart for the processor to guess.
template <typename Element> CT_INLINE void prefetch_next_head(const Element *row, int64_t size) {
    for (int64_t i = 0; i < size; i += 64 / static_cast<int64_t>(sizeof(Element))) {
        __builtin_prefetch(row + size + i, 0, 2);
    }
}
template <typename Element> CT_INLINE void prefetch_next_result(Element *row, int64_t size) {
    for (int64_t i = 0; i < size; i += 64 / static_cast<int64_t>(sizeof(Element))) {
        __builtin_prefetch(row + size + i, 1, 2);
    }
}

/// The first `count` elements of a row as float32, then zeros.
CT_INLINE Floats load_row(const float *from, int64_t count) {
    return load_first<Floats>(from, count);
}
CT_INLINE Floats load_row(const uint16_t *from, int64_t count) {
    return widened(load_first<Halves>(from, count));
}
CT_INLINE void store_row(float *to, Floats values, int64_t count) {
    store_first(to, values, count);
}
CT_INLINE void store_row(uint16_t *to, Floats values, int64_t count) {
    store_first(to, narrowed(values), count);
}

CT_INLINE float sum_of_lanes(Floats values) {
    const auto eight = values.lo + values.hi;
    const auto four = eight.lo + eight.hi;
    const auto two = four.lo + four.hi;
    return two.x + two.y;
}

CT_INLINE float largest_lane(Floats values) {
    float largest = values[0];
    for (int lane = 1; lane < lanes; ++lane) {
        largest = values[lane] > largest ? values[lane] : largest;
    }
    return largest;
}

/// e^x for x up to 80, within 2 units in the last place; 0 below -87.
CT_INLINE Floats exponential(Floats x) {
    const Floats clamped = x < -87.0f ? Floats(-87.0f) : x;
    const Floats n = (clamped * 1.44269504088896341f + 12582912.0f) - 12582912.0f; // rounds
    Floats r = clamped - n * 0.693359375f;
    r = r - n * -2.12194440e-4f;
    Floats p = Floats(1.9875691500e-4f);
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1.0f;
    const Integers power = (__builtin_convertvector(n, Integers) + 127) << 23;
    return x < -87.0f ? Floats(0.0f) : p * __builtin_bit_cast(Floats, power);
}

/// Exchanges rows and columns of 16 rows of 16 words: four perfect shuffles.
CT_INLINE void transpose(Words (&rows)[16]) {
    Words mixed[16];
#pragma unroll
    for (int round = 0; round < 4; ++round) {
#pragma unroll
        for (int i = 0; i < 8; ++i) {
            mixed[2 * i] = __builtin_shufflevector(rows[i], rows[i + 8], 0, 16, 1, 17, 2, 18, 3, 19,
                                                   4, 20, 5, 21, 6, 22, 7, 23);
            mixed[2 * i + 1] = __builtin_shufflevector(rows[i], rows[i + 8], 8, 24, 9, 25, 10, 26,
                                                       11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
        }
#pragma unroll
        for (int i = 0; i < 16; ++i) {
            rows[i] = mixed[i];
        }
    }
}

} // namespace ct::CT_VARIANT
