#pragma once

#include "support.hpp"

namespace ct::cuda {

/// `ct_shrunk_score`, without waiting. `target` may be undefined.
at::Tensor shrunk_score(const at::Tensor &matrix, const at::Tensor &target, ct_shrinkage shares,
                        double weight, bool follows_trace);

} // namespace ct::cuda
