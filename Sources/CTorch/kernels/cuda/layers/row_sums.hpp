#pragma once

#include "support.hpp"

#include <vector>

namespace ct::cuda {

/// Places of rows, grouped: group k has order[starts[k]] ... order[starts[k + 1] - 1].
struct Groups {
    std::vector<int64_t> ids, order, starts;
};

/// The ids of the groups, on the device of `x`, and the sums of each group's rows of `x [count,
/// width]` (contiguous float32).
///
/// A group of many rows is summed in pieces, whose sums are summed then: the order of additions
/// depends on the groups' sizes alone.
std::vector<at::TensorBase> row_sums(const Groups &groups, const at::TensorBase &x);

} // namespace ct::cuda
