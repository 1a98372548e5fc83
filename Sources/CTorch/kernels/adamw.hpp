#pragma once

#include "../support.hpp"
#include "lanes.hpp"

namespace ct {

using Coefficients = ct_adamw_coefficients;

/// 16 weights and their moments, in registers.
struct AdamWLanes {
    Lanes p, m, v;

    // Every update is this one function, so that rows brought up to date later have the same bits.
    // Bare vectors: products and sums of one expression become one instruction.
    CT_INLINE void update(Lanes raw, const Coefficients &c) {
        const vectors::Floats g = raw.v * c.gradient_scale;
        m.v = m.v + (g - m.v) * (1 - c.beta1);
        v.v = c.beta2 * v.v + (1 - c.beta2) * g * g;
        p.v = p.v * c.decay -
              c.step_size * m.v / (__builtin_elementwise_sqrt(v.v) * c.root_correction + c.epsilon);
    }
};

/// The elements of a contiguous float32 tensor of `count` elements, to be written.
float *master_elements(ct_tensor *tensor, int64_t count, const char *name);
/// The elements of a contiguous bfloat16 tensor of `count` elements; null for a null tensor.
uint16_t *copy_elements(ct_tensor *tensor, int64_t count);

} // namespace ct
