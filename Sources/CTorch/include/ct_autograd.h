#ifndef CT_AUTOGRAD_H
#define CT_AUTOGRAD_H

#include "ct_tensor.h"

#ifdef __cplusplus
extern "C" {
#endif

bool ct_gradients_enabled(void);
void ct_set_gradients_enabled(bool enabled);

bool ct_requires_gradient(const ct_tensor *tensor);
ct_status ct_set_requires_gradient(ct_tensor *tensor, bool required);
ct_status ct_detach(const ct_tensor *tensor, ct_tensor **out);
/// Adds the gradient of a scalar to every leaf it depends on.
ct_status ct_backward(const ct_tensor *scalar);
/// The accumulated gradient of a leaf; `*out` is null when there is none.
ct_status ct_gradient(const ct_tensor *leaf, ct_tensor **out);
ct_status ct_clear_gradient(ct_tensor *leaf);

/// Computes the gradients of a custom operation's inputs from its output's.
///
/// `input_gradients` has one slot an input: an owned handle, or null where there is none. A status
/// other than CT_OK ends the backward pass; `message` is then copied before the call returns.
typedef ct_status (*ct_backward_function)(void *context, ct_tensor *output_gradient,
                                          ct_tensor **input_gradients, const char **message);
typedef void (*ct_release_function)(void *context);

/// A tensor with the value of `output` whose gradient is computed by `backward`.
///
/// `release` is called exactly once, when the backward pass has used `context` or the graph goes.
ct_status ct_custom_gradient(const ct_tensor *output, ct_tensor *const *inputs, int32_t count,
                             void *context, ct_backward_function backward,
                             ct_release_function release, ct_tensor **out);

#ifdef __cplusplus
}
#endif
#endif
