#pragma once

#include <cstdint>

namespace ct {

/// Columns of a panel: three vectors of 16 float32 sums.
constexpr int64_t panel_width = 48;
/// Rows of a strip: with three vectors each, their sums fill 24 of 32 registers.
constexpr int64_t strip_rows = 8;

/// Whether strips can be multiplied in float32, and in bfloat16 with float32 sums.
bool has_float32_strips();
bool has_bfloat16_strips();

/// `sums[r][c]` = the sum over `steps` s of `rows[r][s * stride] * panel[s][c]`.
///
/// `panel` is `[steps, panel_width]`, `sums` `[strip_rows, panel_width]`.
void multiply_strip(const float *const *rows, int64_t stride, const float *panel, int64_t steps,
                    float *sums);

/// The same for bfloat16: each word holds the numbers of two consecutive steps, the first one low.
void multiply_strip(const uint32_t *const *rows, int64_t stride, const uint32_t *panel,
                    int64_t steps, float *sums);

} // namespace ct
