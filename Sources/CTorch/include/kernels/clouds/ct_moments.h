#ifndef CT_MOMENTS_H
#define CT_MOMENTS_H

#include "ct_tensor.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Whether `ct_pooled_moments` and `ct_centred_products` run where `cloud` is: on every CUDA device; on
/// the processor they need AVX-512.
bool ct_has_moment_kernels_for(const ct_tensor *cloud);

/// The mean `[dimensions]` and the products of the centred points `[dimensions, dimensions]` of all
/// clouds together, float64.
///
/// Clouds are `[points, dimensions]` of float32, bfloat16 or float16, none empty. Points are shifted
/// close to their cloud's mean, exactly where they are bfloat16; 256 points' products add up in
/// float32, those sums in float64. A dimension that does not vary has products of exactly 0. The
/// bits do not depend on the thread count.
///
/// On CUDA bfloat16 points keep their origin in a dimension whose mean is at most 4 deviations from
/// 0, where nothing cancels; elsewhere the shift is exact for all points but outliers, which are
/// rounded. 4096 points' products add up in float32.
ct_status ct_pooled_moments(ct_tensor *const *clouds, int32_t count, ct_tensor **mean,
                            ct_tensor **products);

/// What a matrix becomes before points are multiplied by it: `scale * matrix + diagonal * I`.
typedef struct {
    double scale;
    double diagonal;
    /// Float64 `[2]` where the matrix is: multiply `scale` and `diagonal`. May be null.
    const ct_tensor *factors;
    /// A float32 or float64 scalar there: multiplies both. May be null.
    const ct_tensor *upstream;
} ct_factor;

/// `(cloud - mean) (scale * matrix + diagonal * I)` for each cloud, in the cloud's type.
///
/// `mean` `[dimensions]` and the symmetric `matrix` are float64. The factor on the right is rounded
/// to the cloud's type (float32 for float16); nothing else is rounded before the result, except that
/// on CUDA bfloat16 points are rounded again once they are centred: a mean that is multiplied on its
/// own would be rounded by itself, an error that does not average out. There the results are parts
/// of one tensor.
ct_status ct_centred_products(ct_tensor *const *clouds, int32_t count, const ct_tensor *mean,
                              const ct_tensor *matrix, ct_factor factor, ct_tensor **out);

#ifdef __cplusplus
}
#endif
#endif
