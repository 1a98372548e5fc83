#pragma once

#include "support.hpp"

namespace ct::cuda {

/// The sums over the rows of `x [rows, width]` (float32 or bfloat16, neighbours in a row side by
/// side), float32 `[width]`.
at::TensorBase column_sums(const at::TensorBase &x);

} // namespace ct::cuda
