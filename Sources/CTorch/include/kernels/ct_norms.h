#ifndef CT_NORMS_H
#define CT_NORMS_H

#include "kernels/ct_random.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    double epsilon;
    double dropout;
    ct_random_key key;
} ct_add_norm;

/// LayerNorm(residual + dropout(x)).
///
/// `x`, `residual`: `[rows, width]` of one type; `weight`, `bias`: float32 `[width]`; `rows`: the
/// number of each row for the random mask (int64), or null for 0, 1, …: row r takes the random groups
/// from r * ceil(width / 128). Gives three tensors: the output, the sum rounded to the type of `x`,
/// and the statistics of the sum before rounding, float32 `[rows, 2]`: mean and 1 / deviation.
ct_status ct_add_norm_forward(const ct_tensor *x, const ct_tensor *residual,
                              const ct_tensor *weight, const ct_tensor *bias, const ct_tensor *rows,
                              ct_add_norm options, ct_tensor **out);

/// The output again, from what was kept.
ct_status ct_normalized(const ct_tensor *sum, const ct_tensor *statistics, const ct_tensor *weight,
                        const ct_tensor *bias, ct_tensor **out);

/// Five tensors: the gradients of the residual, of `x`, of the weight and the bias (float32), and the
/// sums over the rows of the gradient of `x`. Without dropout the first two are one tensor.
ct_status ct_add_norm_backward(const ct_tensor *upstream, const ct_tensor *sum,
                               const ct_tensor *statistics, const ct_tensor *weight,
                               const ct_tensor *rows, ct_add_norm options, ct_tensor **out);

/// Three float32 tables of one width, and the row that each token takes from each (int64).
typedef struct {
    const ct_tensor *words, *positions, *types;
    const ct_tensor *ids, *position_ids, *type_ids;
} ct_embedding_lookups;

/// dropout(LayerNorm(word + type + position)).
///
/// Gives three tensors: the output of `dtype` (float32 or bfloat16), the sum and its statistics
/// (float32).
ct_status ct_embeddings_forward(ct_embedding_lookups lookups, const ct_tensor *weight,
                                const ct_tensor *bias, ct_add_norm options, ct_dtype dtype,
                                ct_tensor **out);

/// Three float32 tensors: the gradients of the sum, of the weight and of the bias.
ct_status ct_embeddings_backward(const ct_tensor *upstream, const ct_tensor *sum,
                                 const ct_tensor *statistics, const ct_tensor *weight,
                                 ct_add_norm options, ct_tensor **out);

#ifdef __cplusplus
}
#endif
#endif
