#pragma once

#include "support.hpp"

namespace ct {

/// Row numbers, ascending without repeats, and the float32 values `[count, width]` of those rows.
struct RowValues {
    at::TensorBase owned_rows, owned_values;
    const int64_t *rows;
    const float *values;
    int64_t count, width;

    RowValues(const ct_tensor *row_numbers, const ct_tensor *row_values);
};

/// The elements of a contiguous int64 vector, checked to ascend without repeats from 0 or above.
const int64_t *ascending_rows(const at::TensorBase &rows);

} // namespace ct
