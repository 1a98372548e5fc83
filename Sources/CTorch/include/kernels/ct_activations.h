#ifndef CT_ACTIVATIONS_H
#define CT_ACTIVATIONS_H

#include "ct_tensor.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    CT_GELU = 0,
    CT_GELU_TANH = 1,
    CT_RELU = 2,
    CT_SILU = 3,
    CT_TANH = 4,
} ct_activation;

/// The activation of `x [rows, width]`.
ct_status ct_activation_forward(ct_activation activation, const ct_tensor *x, ct_tensor **out);

/// Three tensors: the gradient of `x`, the activation of `x`, and the gradient's sums over the rows
/// (float32 `[width]`). `overwrite` writes the first over `upstream` and the second over `x`.
ct_status ct_activation_gradient(ct_activation activation, ct_tensor *upstream, ct_tensor *x,
                                 bool overwrite, ct_tensor **out);

#ifdef __cplusplus
}
#endif
#endif
