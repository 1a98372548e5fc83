#ifndef CT_ATTENTION_H
#define CT_ATTENTION_H

#include "ct_kernels.h"

#ifdef __cplusplus
extern "C" {
#endif

/// The forms in which attention is compiled.
typedef enum {
    CT_BEST_PROCESSOR = 0,
    CT_ANY_PROCESSOR = 1,
    CT_AVX2 = 2,
    CT_AVX512 = 3,
    CT_AVX512_BFLOAT16 = 4,
} ct_processor;

/// Whether this processor can run a form.
bool ct_processor_runs(ct_processor form);

/// Scaled dot-product attention inside each sequence of a packed batch.
///
/// The last axis is contiguous, rows may lie any distance apart; all float32 or all bfloat16.
typedef struct {
    /// `[query rows, hidden]`.
    const ct_tensor *queries;
    /// `[tokens, hidden]`.
    const ct_tensor *keys;
    const ct_tensor *values;
    /// `[sequences + 1]` of int64: where each sequence's rows start. A sequence has no more queries
    /// than keys.
    const ct_tensor *query_offsets;
    const ct_tensor *key_offsets;
    int32_t heads;
    double dropout;
    ct_random_key key;
    /// Which form to use: the best that runs, except in tests.
    ct_processor form;
} ct_packed_attention;

/// Gives `[query rows, hidden]`, and the log-sum-exp of the scores, float32 `[heads, query rows]`.
ct_status ct_attention_forward(const ct_packed_attention *attention, ct_tensor **attended,
                               ct_tensor **log_sum_exp);

/// Overwrites the gradients, which have the shapes of queries, keys and values and may be parts of
/// one tensor, from the gradient of `attended`.
ct_status ct_attention_gradients(const ct_packed_attention *attention, const ct_tensor *gradient,
                                 const ct_tensor *attended, const ct_tensor *log_sum_exp,
                                 ct_tensor *query_gradient, ct_tensor *key_gradient,
                                 ct_tensor *value_gradient);

#ifdef __cplusplus
}
#endif
#endif
