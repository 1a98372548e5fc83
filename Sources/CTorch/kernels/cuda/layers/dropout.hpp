#pragma once

#include "kernels/cpu/shared/random.hpp"
#include "kernels/cuda/launch/launch.hpp"

namespace ct::cuda {

/// `Dropout` of `source/random.cuh`.
struct Dropout {
    ct_random_key key;
    DropoutScale scale;
};
static_assert(sizeof(Dropout) == 24);

/// dropout(x) of contiguous float32 or bfloat16.
at::TensorBase dropout(const at::TensorBase &x, Dropout options);

} // namespace ct::cuda
