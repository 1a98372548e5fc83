#ifndef CT_KERNELS_H
#define CT_KERNELS_H

#include "ct_tensor.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Whether there are kernels for where a tensor is: always on the processor; on a GPU where its
/// run-time compiler is there too.
bool ct_has_kernels(const ct_tensor *tensor);
/// Whether the kernels for CUDA take a tensor: on a GPU, and on the processor where they are emulated.
bool ct_takes_cuda_kernels(const ct_tensor *tensor);
/// What the kernels for CUDA lack on this machine, and where it was looked for; else empty.
const char *ct_missing_cuda_kernels(void);

#ifdef __cplusplus
}
#endif
#endif
