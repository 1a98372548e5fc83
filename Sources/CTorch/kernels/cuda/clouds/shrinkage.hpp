#pragma once

#include "support.hpp"

namespace ct::cuda {

/// `ct_shrunk_score`, without waiting. `target` may be undefined.
at::TensorBase shrunk_score(const at::TensorBase &matrix, const at::TensorBase &target,
                            ct_shrinkage shares, double weight, bool follows_trace);

} // namespace ct::cuda
