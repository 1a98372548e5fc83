#pragma once

#include "support.hpp"

// Tensors with libtorch's operations as methods. An operation that is a function has a header of
// its own in ATen/ops; all of them, which ATen/ATen.h brings, take as long again to compile.
#include <ATen/core/Tensor.h>

namespace ct {

/// The tensor with libtorch's operations as methods; it shares all with the handle.
inline at::Tensor tensor(const at::TensorBase &base) { return at::Tensor(base); }
inline at::Tensor tensor(const ct_tensor *handle) { return at::Tensor(handle->value); }

} // namespace ct
