#ifndef CT_DEVICE_H
#define CT_DEVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ct_status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    CT_PROCESSOR = 0,
    CT_CUDA = 1,
    CT_OTHER_DEVICE = 100,
} ct_device_kind;

/// Where elements are.
typedef struct {
    ct_device_kind kind;
    /// Of CUDA devices, from 0.
    int32_t index;
} ct_device;

/// What NVIDIA's driver says of one GPU.
typedef struct {
    char name[256];
    /// Bytes; `free_memory` is -1 where the driver's management library does not say.
    int64_t total_memory;
    int64_t free_memory;
    int32_t major;
    int32_t minor;
    int32_t multiprocessors;
} ct_cuda_properties;

/// Asks NVIDIA's driver, without libtorch, for the number of its GPUs and the CUDA version that it
/// serves (such as 13000). Fails where there is no driver or it does not start.
ct_status ct_cuda_driver(int32_t *count, int32_t *version);
ct_status ct_cuda_describe(int32_t index, ct_cuda_properties *out);

/// Opens libtorch's CUDA half, which is beside libtorch_cpu.so, once; later calls do nothing.
ct_status ct_cuda_open(void);
/// Whether float32 products may be computed in TF32, in the whole process.
ct_status ct_cuda_configure(bool tf32);

/// Waits for everything that was given to a device; nothing for the processor.
ct_status ct_synchronize(ct_device device);

#ifdef __cplusplus
}
#endif
#endif
