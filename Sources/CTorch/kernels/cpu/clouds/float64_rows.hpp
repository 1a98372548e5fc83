#pragma once

#include "support.hpp"
#include "kernels/cpu/shared/vectorized.hpp"

namespace ct {

/// Rows of a float64 matrix that one thread takes at a time; their sums are added in order.
constexpr int64_t rows_of_an_item = 16;
/// Sums that are made side by side.
constexpr int lanes = 16;

template <typename Value> CT_INLINE double lane_sum(int64_t count, Value value) {
    double sums[lanes] = {};
    int64_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        for (int lane = 0; lane < lanes; ++lane) {
            sums[lane] += value(i + lane);
        }
    }
    for (; i < count; ++i) {
        sums[0] += value(i);
    }
    double total = 0;
    for (double sum : sums) {
        total += sum;
    }
    return total;
}

/// The elements of a contiguous square matrix of float64.
inline double *square_elements(const ct_tensor *matrix) {
    const at::TensorBase &value = matrix->value;
    TORCH_CHECK(value.scalar_type() == at::kDouble && value.is_contiguous() && value.dim() == 2 &&
                    value.size(0) == value.size(1),
                "the matrix must be float64 and square");
    return static_cast<double *>(value.mutable_data_ptr());
}

} // namespace ct
