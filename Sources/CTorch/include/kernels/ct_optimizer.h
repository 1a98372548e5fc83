#ifndef CT_OPTIMIZER_H
#define CT_OPTIMIZER_H

#include "ct_tensor.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    double learning_rate;
    double beta1;
    double beta2;
    double epsilon;
    double weight_decay;
    /// Every gradient is multiplied by this first (clipping).
    double gradient_scale;
    /// Counts from 1.
    int64_t step;
    /// A float32 scalar where the items are, which multiplies every gradient as well; null for none.
    /// Where it is not finite nothing changes.
    const ct_tensor *scale;
} ct_adamw;

/// A weight, its moments (float32) and its gradient (float32 or bfloat16).
typedef struct {
    ct_tensor *parameter;
    ct_tensor *first_moment;
    ct_tensor *second_moment;
    const ct_tensor *gradient;
    /// Takes the rounded weight (bfloat16) unless it is null.
    ct_tensor *copy;
    /// Whether the weight decays.
    bool decays;
} ct_adamw_item;

/// One AdamW step of all items, which are on one device, in one pass (Loshchilov and Hutter 2019).
ct_status ct_adamw_step(const ct_adamw_item *items, int32_t count, ct_adamw options);

/// The numbers that a step multiplies by, kept to replay it later.
typedef struct {
    /// The share of a weight that decays.
    float decay;
    /// The shares of a gradient and of its square in their averages: 1 - beta1 and 1 - beta2.
    float mean_share;
    float square_share;
    float step_size;
    float root_correction;
    float epsilon;
    float gradient_scale;
} ct_adamw_coefficients;

/// `options.scale` takes no part.
ct_adamw_coefficients ct_adamw_coefficients_of(ct_adamw options);

/// A table `[rows, width]` whose rows may be some steps behind, and its moments (float32).
typedef struct {
    ct_tensor *parameter;
    ct_tensor *first_moment;
    ct_tensor *second_moment;
    /// Takes the rounded weight (bfloat16) unless it is null.
    ct_tensor *copy;
    /// The step that each row stands at, int64 `[rows]`, on the table's device.
    ct_tensor *steps;
    bool decays;
} ct_adamw_table;

/// The coefficients of consecutive steps.
typedef struct {
    const ct_adamw_coefficients *coefficients;
    int64_t first_step;
    int64_t count;
    /// `ct_adamw.scale` of the last step; null for none. Only `ct_adamw_step_rows` reads it.
    const ct_tensor *scale;
} ct_adamw_history;

/// Takes the rows named by `rows` (int64, in any order, repeats allowed; null for all) through the
/// steps of `history` that they have missed, whose gradients were zero. The bits are those of
/// `ct_adamw_step` with zeros.
///
/// `rows` is best in main memory wherever the table is: CUDA waits for numbers that are not.
ct_status ct_adamw_catch_up(ct_adamw_table table, const ct_tensor *rows, ct_adamw_history history);

/// Takes the rows of a gradient (see `ct_merge_rows`) through the steps that they have missed and
/// through the last step of `history` with the gradient. All other rows stay behind.
///
/// On CUDA `rows` may be in either memory and is trusted to ascend without repeats.
ct_status ct_adamw_step_rows(ct_adamw_table table, const ct_tensor *rows, const ct_tensor *values,
                             ct_adamw_history history);

/// The sum of squares in float64, by blocks whose order does not depend on the thread count.
ct_status ct_sum_of_squares(const ct_tensor *const *tensors, int32_t count, double *out);

/// The norm of all tensors together and the factor that clips it, without waiting for a device.
///
/// - norm: takes a float64 scalar on the tensors' device; the processor's for no tensors.
/// - scale: takes a float32 scalar there: `min(1, limit / (norm + 1e-6))`, 1 where `limit` is 0, and
///   NaN where the norm is not finite.
ct_status ct_clip(const ct_tensor *const *tensors, int32_t count, double limit, ct_tensor **norm,
                  ct_tensor **scale);

#ifdef __cplusplus
}
#endif
#endif
