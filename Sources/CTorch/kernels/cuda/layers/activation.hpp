#pragma once

#include "CTorch.h"

#include <ATen/ATen.h>
#include <vector>

namespace ct::cuda {

/// The activation of contiguous `x [rows, width]`, float32 or bfloat16.
at::Tensor activation(ct_activation activation, const at::Tensor &x);

/// Writes the gradient of `x` to `input` and its activation to `output`, which may be `upstream`
/// and `x`; all are contiguous and of one type. Gives the gradient's sums over the rows.
at::Tensor activation_gradient(ct_activation activation, const at::Tensor &upstream,
                               const at::Tensor &x, at::Tensor &input, at::Tensor &output);

} // namespace ct::cuda
