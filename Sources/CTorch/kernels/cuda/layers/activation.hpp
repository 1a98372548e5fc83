#pragma once

#include "CTorch.h"

#include "support.hpp"

#include <vector>

namespace ct::cuda {

/// The activation of contiguous `x [rows, width]`, float32 or bfloat16.
at::TensorBase activation(ct_activation activation, const at::TensorBase &x);

/// Writes the gradient of `x` to `input` and its activation to `output`, which may be `upstream`
/// and `x`; all are contiguous and of one type. Gives the gradient's sums over the rows.
at::TensorBase activation_gradient(ct_activation activation, const at::TensorBase &upstream,
                                   const at::TensorBase &x, at::TensorBase &input,
                                   at::TensorBase &output);

} // namespace ct::cuda
