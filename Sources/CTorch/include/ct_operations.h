#ifndef CT_OPERATIONS_H
#define CT_OPERATIONS_H

#include "ct_tensor.h"

#ifdef __cplusplus
extern "C" {
#endif

ct_status ct_add(const ct_tensor *a, const ct_tensor *b, double scale, ct_tensor **out);
ct_status ct_multiply(const ct_tensor *a, const ct_tensor *b, ct_tensor **out);
ct_status ct_divide(const ct_tensor *a, const ct_tensor *b, ct_tensor **out);
ct_status ct_add_scalar(const ct_tensor *a, double b, ct_tensor **out);
ct_status ct_multiply_scalar(const ct_tensor *a, double b, ct_tensor **out);
ct_status ct_power(const ct_tensor *a, double exponent, ct_tensor **out);
ct_status ct_tanh(const ct_tensor *a, ct_tensor **out);
ct_status ct_exp(const ct_tensor *a, ct_tensor **out);
ct_status ct_log(const ct_tensor *a, ct_tensor **out);
ct_status ct_abs(const ct_tensor *a, ct_tensor **out);
/// The exact GELU, or its tanh approximation.
ct_status ct_gelu(const ct_tensor *a, bool tanh_approximation, ct_tensor **out);
ct_status ct_relu(const ct_tensor *a, ct_tensor **out);
ct_status ct_silu(const ct_tensor *a, ct_tensor **out);
ct_status ct_clamp(const ct_tensor *a, double low, double high, ct_tensor **out);

ct_status ct_matmul(const ct_tensor *a, const ct_tensor *b, ct_tensor **out);
/// x W^T + b; `bias` may be null.
ct_status ct_linear(const ct_tensor *x, const ct_tensor *weight, const ct_tensor *bias,
                    ct_tensor **out);
ct_status ct_layer_norm(const ct_tensor *x, const ct_tensor *weight, const ct_tensor *bias,
                        double epsilon, ct_tensor **out);
ct_status ct_embedding(const ct_tensor *weight, const ct_tensor *indices, ct_tensor **out);
ct_status ct_log_softmax(const ct_tensor *a, int32_t axis, ct_tensor **out);
/// The mean over the rows, each weighted by its class; `weights` may be null. `smoothing` spreads that share of
/// each target over all classes.
ct_status ct_cross_entropy(const ct_tensor *logits, const ct_tensor *labels,
                           const ct_tensor *weights, double smoothing, ct_tensor **out);
ct_status ct_mean_squared_error(const ct_tensor *a, const ct_tensor *b, ct_tensor **out);

/// Over all elements when `axis_count` is 0.
ct_status ct_sum(const ct_tensor *a, const int64_t *axes, int32_t axis_count, bool keep_rank,
                 ct_tensor **out);
ct_status ct_mean(const ct_tensor *a, const int64_t *axes, int32_t axis_count, bool keep_rank,
                  ct_tensor **out);
ct_status ct_argmax(const ct_tensor *a, int32_t axis, ct_tensor **out);
ct_status ct_all_finite(const ct_tensor *a, bool *out);
/// Ascending eigenvalues of a symmetric matrix.
ct_status ct_symmetric_eigenvalues(const ct_tensor *a, ct_tensor **out);
/// Ascending eigenvalues, and the eigenvectors as columns.
ct_status ct_symmetric_eigensystem(const ct_tensor *a, ct_tensor **values, ct_tensor **vectors);

ct_status ct_reshape(const ct_tensor *a, const int64_t *shape, int32_t rank, ct_tensor **out);
ct_status ct_transpose(const ct_tensor *a, int32_t first, int32_t second, ct_tensor **out);
ct_status ct_narrow(const ct_tensor *a, int32_t axis, int64_t start, int64_t length,
                    ct_tensor **out);
ct_status ct_index_select(const ct_tensor *a, int32_t axis, const ct_tensor *indices,
                          ct_tensor **out);
ct_status ct_concatenate(ct_tensor *const *tensors, int32_t count, int32_t axis, ct_tensor **out);
ct_status ct_contiguous(const ct_tensor *a, ct_tensor **out);
ct_status ct_clone(const ct_tensor *a, ct_tensor **out);
ct_status ct_convert(const ct_tensor *a, ct_dtype dtype, ct_tensor **out);

ct_status ct_in_place_add(ct_tensor *a, const ct_tensor *b, double scale);
/// Adds the rows of `source` to those of `a` at `indices` (int64).
ct_status ct_in_place_add_rows(ct_tensor *a, const ct_tensor *source, const ct_tensor *indices);
/// Overwrites the rows of `a` at `indices` (int64, without repetitions).
ct_status ct_in_place_copy_rows(ct_tensor *a, const ct_tensor *source, const ct_tensor *indices);
ct_status ct_in_place_multiply(ct_tensor *a, double factor);
ct_status ct_in_place_copy(ct_tensor *a, const ct_tensor *source);
ct_status ct_in_place_fill(ct_tensor *a, double value);

#ifdef __cplusplus
}
#endif
#endif
