#ifndef CT_KERNELS_H
#define CT_KERNELS_H

#include "ct_optimizer.h"
#include "ct_tensor.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Names a stream of random numbers: the same key gives the same numbers on any thread count.
typedef struct {
    uint64_t seed;
    uint32_t step;
    uint32_t site;
} ct_random_key;

/// The Philox-4x32-10 block `counter` of the stream: four words (Salmon et al. 2011).
void ct_random_block(ct_random_key key, uint64_t counter, uint32_t words[4]);

/// Zeroes each element with `probability` and scales the others so that the mean stays.
///
/// The mask depends on the key and the element's index only, so applying the same key to the
/// gradient is the backward pass. The probability is rounded to a multiple of 1/65536.
ct_status ct_dropout(const ct_tensor *x, double probability, ct_random_key key, ct_tensor **out);

/// Scaled dot-product attention inside each sequence of a packed batch.
///
/// q, k, v: `[tokens, hidden]`, float32 or bfloat16; `offsets`: `[sequences + 1]` of int64. Gives
/// the attended values `[tokens, hidden]` and the log-sum-exp of the scores `[heads, tokens]`.
ct_status ct_attention(const ct_tensor *q, const ct_tensor *k, const ct_tensor *v,
                       const ct_tensor *offsets, int32_t heads, double dropout, ct_random_key key,
                       ct_tensor **attended, ct_tensor **log_sum_exp);
ct_status ct_attention_backward(const ct_tensor *gradient, const ct_tensor *q, const ct_tensor *k,
                                const ct_tensor *v, const ct_tensor *attended,
                                const ct_tensor *log_sum_exp, const ct_tensor *offsets,
                                int32_t heads, double dropout, ct_random_key key, ct_tensor **dq,
                                ct_tensor **dk, ct_tensor **dv);

#ifdef __cplusplus
}
#endif
#endif
