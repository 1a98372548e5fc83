#pragma once

#include "support.hpp"
#include "kernels/cpu/shared/lanes.hpp"

namespace ct {

using Coefficients = ct_adamw_coefficients;

/// 16 weights and their moments, in registers.
struct AdamWLanes {
    Lanes p, m, v;

    // Every update is this one function, so that rows brought up to date later have the same bits.
    // Bare vectors: products and sums of one expression become one instruction.
    // Only the small shares are rounded to float32, never a factor close to 1: what such a factor
    // lacks of 1 has half as many digits, and 1 - 0.999 would be 1.3e-5 too small.
    CT_INLINE void update(Lanes raw, const Coefficients &c) {
        const vectors::Floats g = raw.v * c.gradient_scale;
        m.v = m.v + (g - m.v) * c.mean_share;
        v.v = v.v + (g * g - v.v) * c.square_share;
        decay(c.decay);
        p.v = p.v -
              c.step_size * m.v / (__builtin_elementwise_sqrt(v.v) * c.root_correction + c.epsilon);
    }

    CT_INLINE void decay(float share) { p.v = p.v - p.v * share; }
};

/// The elements of a contiguous float32 tensor of `count` elements, to be written.
float *master_elements(ct_tensor *tensor, int64_t count, const char *name);
/// The elements of a contiguous bfloat16 tensor of `count` elements; null for a null tensor.
uint16_t *copy_elements(ct_tensor *tensor, int64_t count);
/// The element of a float32 scalar; null for a null tensor.
const float *scale_element(const ct_tensor *scale);

/// Multiplies the coefficients' scale by that of a step in main memory; false where that is not
/// finite.
bool apply_scale(Coefficients &coefficients, const ct_tensor *scale);

} // namespace ct
