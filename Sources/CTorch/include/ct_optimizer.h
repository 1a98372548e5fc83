#ifndef CT_OPTIMIZER_H
#define CT_OPTIMIZER_H

#include "ct_tensor.h"

#ifdef __cplusplus
extern "C" {
#endif

/// The sum of two gradients that name their rows: `rows` int64 `[n]`, ascending without repeats,
/// `values` float32 `[n, width]`. A row of both is `values + other_values`.
ct_status ct_merge_rows(const ct_tensor *rows, const ct_tensor *values, const ct_tensor *other_rows,
                        const ct_tensor *other_values, ct_tensor **merged_rows,
                        ct_tensor **merged_values);

#ifdef __cplusplus
}
#endif
#endif
