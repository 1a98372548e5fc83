#pragma once

#include "support.hpp"

namespace ct {

/// Refuses what is not a matrix of float32 or bfloat16; `name` is for the message.
void check_matrix(const at::TensorBase &x, const char *name);
/// Refuses what is not like `x` in shape and type.
void check_like(const at::TensorBase &other, const at::TensorBase &x, const char *name);
/// The elements of a contiguous float32 vector of `count`.
const float *vector_elements(const at::TensorBase &x, int64_t count, const char *name);

} // namespace ct
