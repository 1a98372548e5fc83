// Eight rows times a panel of 48 columns, with all 24 vectors of sums in registers: for each step
// three loads of the panel, and for each row one number to all lanes and three products. Float32,
// or pairs of bfloat16 whose products are added up in float32. Written for AVX-512 by name: no
// compiler keeps 24 sums in registers by itself.
#include "kernels/cpu/clouds/product_strips.hpp"

#include "kernels/cpu/shared/processor.hpp"

#include <c10/util/Exception.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace ct {

#if defined(__x86_64__)

bool has_float32_strips() { return Processor::shared().avx512; }

bool has_bfloat16_strips() { return Processor::shared().avx512_bfloat16; }

__attribute__((target("avx512f"))) void multiply_strip(const float *const *rows, int64_t stride,
                                                       const float *panel, int64_t steps,
                                                       float *sums) {
    __m512 total[strip_rows][3];
    for (auto &row : total) {
        for (__m512 &vector : row) {
            vector = _mm512_setzero_ps();
        }
    }
    const float *left[strip_rows];
    for (int64_t r = 0; r < strip_rows; ++r) {
        left[r] = rows[r];
    }
    for (int64_t s = 0, place = 0; s < steps; ++s, place += stride, panel += panel_width) {
        const __m512 b0 = _mm512_loadu_ps(panel);
        const __m512 b1 = _mm512_loadu_ps(panel + 16);
        const __m512 b2 = _mm512_loadu_ps(panel + 32);
#pragma clang loop unroll(full)
        for (int64_t r = 0; r < strip_rows; ++r) {
            const __m512 a = _mm512_set1_ps(left[r][place]);
            total[r][0] = _mm512_fmadd_ps(a, b0, total[r][0]);
            total[r][1] = _mm512_fmadd_ps(a, b1, total[r][1]);
            total[r][2] = _mm512_fmadd_ps(a, b2, total[r][2]);
        }
    }
    for (int64_t r = 0; r < strip_rows; ++r) {
        for (int64_t v = 0; v < 3; ++v) {
            _mm512_storeu_ps(sums + r * panel_width + v * 16, total[r][v]);
        }
    }
}

__attribute__((target("avx512f,avx512bf16"))) void
multiply_strip(const uint32_t *const *rows, int64_t stride, const uint32_t *panel, int64_t steps,
               float *sums) {
    __m512 total[strip_rows][3];
    for (auto &row : total) {
        for (__m512 &vector : row) {
            vector = _mm512_setzero_ps();
        }
    }
    const uint32_t *left[strip_rows];
    for (int64_t r = 0; r < strip_rows; ++r) {
        left[r] = rows[r];
    }
    for (int64_t s = 0, place = 0; s < steps; ++s, place += stride, panel += panel_width) {
        const __m512bh b0 = (__m512bh)_mm512_loadu_si512(panel);
        const __m512bh b1 = (__m512bh)_mm512_loadu_si512(panel + 16);
        const __m512bh b2 = (__m512bh)_mm512_loadu_si512(panel + 32);
#pragma clang loop unroll(full)
        for (int64_t r = 0; r < strip_rows; ++r) {
            const __m512bh a = (__m512bh)_mm512_set1_epi32(static_cast<int>(left[r][place]));
            total[r][0] = _mm512_dpbf16_ps(total[r][0], a, b0);
            total[r][1] = _mm512_dpbf16_ps(total[r][1], a, b1);
            total[r][2] = _mm512_dpbf16_ps(total[r][2], a, b2);
        }
    }
    for (int64_t r = 0; r < strip_rows; ++r) {
        for (int64_t v = 0; v < 3; ++v) {
            _mm512_storeu_ps(sums + r * panel_width + v * 16, total[r][v]);
        }
    }
}

#else

bool has_float32_strips() { return false; }
bool has_bfloat16_strips() { return false; }

void multiply_strip(const float *const *, int64_t, const float *, int64_t, float *) {
    TORCH_CHECK(false, "strips are not multiplied on this processor");
}

void multiply_strip(const uint32_t *const *, int64_t, const uint32_t *, int64_t, float *) {
    TORCH_CHECK(false, "strips are not multiplied on this processor");
}

#endif

} // namespace ct
