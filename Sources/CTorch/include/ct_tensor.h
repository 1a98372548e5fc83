#ifndef CT_TENSOR_H
#define CT_TENSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ct_device.h"
#include "ct_status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ct_tensor ct_tensor;

typedef enum {
    CT_FLOAT32 = 0,
    CT_FLOAT64 = 1,
    CT_BFLOAT16 = 2,
    CT_FLOAT16 = 3,
    CT_INT64 = 4,
    CT_INT32 = 5,
    CT_UINT8 = 6,
    CT_BOOL = 7,
    CT_OTHER_DTYPE = 100,
} ct_dtype;

const char *ct_libtorch_version(void);
/// The instruction set libtorch dispatches to, such as "AVX512".
const char *ct_cpu_capability(void);
/// Whether the processor multiplies bfloat16 matrices natively (AVX512-BF16 or AMX).
bool ct_cpu_has_bfloat16_products(void);
/// Whether the processor has AMX tiles for bfloat16.
bool ct_cpu_has_amx(void);
int32_t ct_thread_count(void);
ct_status ct_set_thread_count(int32_t count);
/// Lets the allocator keep freed memory for the whole process: giving large blocks back to the
/// system after every step and faulting them in again costs a tenth of a training step.
void ct_keep_freed_memory(void);

void ct_tensor_release(ct_tensor *tensor);
/// Another handle on the same tensor.
ct_status ct_tensor_alias(const ct_tensor *tensor, ct_tensor **out);

ct_status ct_tensor_full(const int64_t *shape, int32_t rank, ct_dtype dtype, ct_device device,
                         double value, ct_tensor **out);
/// Zeros that take memory of the system's only where they are written, on the processor.
ct_status ct_tensor_lazy_zeros(const int64_t *shape, int32_t rank, ct_dtype dtype,
                               ct_device device, ct_tensor **out);
ct_status ct_tensor_empty(const int64_t *shape, int32_t rank, ct_dtype dtype, ct_device device,
                          ct_tensor **out);
/// Copies `bytes`, row-major elements of `dtype`. A GPU's copy is made through page-locked memory and
/// not waited for.
ct_status ct_tensor_from_bytes(const void *bytes, const int64_t *shape, int32_t rank,
                               ct_dtype dtype, ct_device device, ct_tensor **out);
/// The elements on a device: the tensor itself where it is there already. Not waited for on the way
/// to a GPU from page-locked memory.
ct_status ct_tensor_to_device(const ct_tensor *tensor, ct_device device, ct_tensor **out);
/// Overwrites the tensor with row-major elements of `dtype`, converted to the tensor's own dtype.
ct_status ct_tensor_read_bytes(ct_tensor *tensor, const void *bytes, ct_dtype dtype);
/// Writes the elements row-major, converted to `dtype`, to `bytes`.
ct_status ct_tensor_write_bytes(const ct_tensor *tensor, void *bytes, ct_dtype dtype);

int32_t ct_tensor_rank(const ct_tensor *tensor);
int64_t ct_tensor_size(const ct_tensor *tensor, int32_t axis);
int64_t ct_tensor_element_count(const ct_tensor *tensor);
ct_dtype ct_tensor_dtype(const ct_tensor *tensor);
ct_device ct_tensor_device(const ct_tensor *tensor);

#ifdef __cplusplus
}
#endif
#endif
