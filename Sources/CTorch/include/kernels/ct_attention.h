#ifndef CT_ATTENTION_H
#define CT_ATTENTION_H

#include "kernels/ct_random.h"

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
/// The last axis is contiguous, rows may lie any distance apart; all float32 or all bfloat16 (on CUDA
/// float16 as well). All are on one device.
typedef struct {
    /// `[query rows, hidden]`.
    const ct_tensor *queries;
    /// `[tokens, hidden]`.
    const ct_tensor *keys;
    const ct_tensor *values;
    /// `[sequences + 1]` of int64 or int32: where each sequence's rows start. A sequence has no more
    /// queries than keys. CUDA reads int32 where it is and converts int64 in each call.
    const ct_tensor *query_offsets;
    const ct_tensor *key_offsets;
    /// The most rows of one sequence. Only CUDA reads them: there the offsets cannot be looked at
    /// without waiting.
    int64_t longest_query;
    int64_t longest_key;
    int32_t heads;
    double dropout;
    ct_random_key key;
    /// Which form the processor uses: the best that runs, except in tests.
    ct_processor form;
} ct_packed_attention;

/// What the forward pass gives, in this order.
enum {
    /// `[query rows, hidden]`.
    CT_ATTENDED = 0,
    /// Of the scores, float32: `[heads, query rows]`, on CUDA of a shape that its kernel chooses.
    CT_LOG_SUM_EXP = 1,
    /// What the gradients need of the random numbers on CUDA; else empty, `[0]`.
    CT_RANDOM_SEED = 2,
    CT_RANDOM_OFFSET = 3,
    CT_ATTENTION_OUTPUTS = 4,
};

/// Gives `CT_ATTENTION_OUTPUTS` tensors.
///
/// Masks of a dropout are the same on every device, but for one case: 16-bit elements on CUDA whose
/// heads are multiples of 8 up to 256 have libtorch's, which follow from the key as well. libtorch's
/// generator of the device is seeded by it there.
ct_status ct_attention_forward(const ct_packed_attention *attention, ct_tensor **out);

/// Overwrites the gradients, which have the shapes of queries, keys and values and may be parts of
/// one tensor, from the gradient of what was attended and the forward pass's `outputs`.
ct_status ct_attention_gradients(const ct_packed_attention *attention, const ct_tensor *gradient,
                                 const ct_tensor *const *outputs, ct_tensor *query_gradient,
                                 ct_tensor *key_gradient, ct_tensor *value_gradient);

#ifdef __cplusplus
}
#endif
#endif
