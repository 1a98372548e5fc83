#pragma once

#include <ATen/ATen.h>

namespace ct::cuda {

/// The sums over the rows of `x [rows, width]` (float32 or bfloat16, neighbours in a row side by
/// side), float32 `[width]`.
at::Tensor column_sums(const at::Tensor &x);

} // namespace ct::cuda
