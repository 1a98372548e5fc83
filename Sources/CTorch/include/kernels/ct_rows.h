#ifndef CT_ROWS_H
#define CT_ROWS_H

#include "ct_tensor.h"

#ifdef __cplusplus
extern "C" {
#endif

/// The sums over the rows of `x [rows, width]`, float32 `[width]`; rows may be strided.
ct_status ct_column_sums(const ct_tensor *x, ct_tensor **out);

/// Two tensors: the ids that occur, ascending, and for each the sum of its rows of `gradient`
/// (float32) in their order.
ct_status ct_row_sums(const ct_tensor *ids, const ct_tensor *gradient, ct_tensor **out);

/// `count` rows: those given at their places, the others zero.
ct_status ct_dense_rows(const ct_tensor *rows, const ct_tensor *values, int64_t count,
                        ct_tensor **out);

/// The sum of two gradients that name their rows: `rows` int64 `[n]`, ascending without repeats,
/// `values` float32 `[n, width]`. A row of both is `values + other_values`. CUDA waits for row
/// numbers that are not in main memory.
ct_status ct_merge_rows(const ct_tensor *rows, const ct_tensor *values, const ct_tensor *other_rows,
                        const ct_tensor *other_values, ct_tensor **merged_rows,
                        ct_tensor **merged_values);

#ifdef __cplusplus
}
#endif
#endif
