#pragma once

#include "support.hpp"

#include <vector>

namespace ct::cuda {

/// Scalars on the tensors' device: the sum of all squares and its root (float64), and the factor that
/// clips the root to `limit` (float32).
struct Squares {
    at::TensorBase total, norm, scale;
};

/// - tensors: at least one, float32 or bfloat16.
Squares squares(const std::vector<at::TensorBase> &tensors, double limit);

} // namespace ct::cuda
