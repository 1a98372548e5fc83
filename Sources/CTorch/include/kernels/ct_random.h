#ifndef CT_RANDOM_H
#define CT_RANDOM_H

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

#ifdef __cplusplus
}
#endif
#endif
