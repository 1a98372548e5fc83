#pragma once

#include "support.hpp"

#include <vector>

namespace ct::cuda {

/// One AdamW step of all items in one launch.
void adamw_step(const ct_adamw_item *items, int32_t count, const ct_adamw &options);

/// `ct_adamw_catch_up` with the rows named once each, or all of them (undefined), and
/// `ct_adamw_step_rows` with the rows' gradients.
void adamw_rows(const ct_adamw_table &table, const at::TensorBase &rows,
                const at::TensorBase &values, const ct_adamw_history &history);

/// Row numbers without repeats, in main memory.
at::TensorBase distinct_rows(const at::TensorBase &rows, int64_t row_count);

/// The sum of two gradients that name their rows: the rows, where those of the first are, and the
/// values.
std::pair<at::TensorBase, at::TensorBase> merged_rows(const at::TensorBase &rows,
                                                      const at::TensorBase &values,
                                                      const at::TensorBase &other_rows,
                                                      const at::TensorBase &other_values);

} // namespace ct::cuda
