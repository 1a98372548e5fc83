#pragma once

#include "support.hpp"

#include <vector>

namespace ct {

std::vector<at::TensorBase> values_of(const ct_tensor *const *tensors, int32_t count);

/// `cuda::runs_on_device` for any number of tensors; false for none.
bool run_on_device(const char *operation, const std::vector<at::TensorBase> &tensors);

} // namespace ct
