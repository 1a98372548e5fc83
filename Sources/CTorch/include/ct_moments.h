#ifndef CT_MOMENTS_H
#define CT_MOMENTS_H

#include "ct_tensor.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Whether `ct_pooled_moments` and `ct_centred_products` run here: they need AVX-512.
bool ct_has_moment_kernels(void);

/// The mean `[dimensions]` and the products of the centred points `[dimensions, dimensions]` of all
/// clouds together, float64.
///
/// Clouds are `[points, dimensions]` of float32, bfloat16 or float16, none empty. Points are shifted
/// close to their cloud's mean, exactly where they are bfloat16; 256 points' products add up in
/// float32, those sums in float64. A dimension that does not vary has products of exactly 0. The
/// bits do not depend on the thread count.
ct_status ct_pooled_moments(ct_tensor *const *clouds, int32_t count, ct_tensor **mean,
                            ct_tensor **products);

/// `(cloud - mean) (scale * matrix + diagonal * I)` for each cloud, in the cloud's type.
///
/// `mean` `[dimensions]` and the symmetric `matrix` are float64. The factor on the right is rounded
/// to the cloud's type (float32 for float16); nothing else is rounded before the result.
ct_status ct_centred_products(ct_tensor *const *clouds, int32_t count, const ct_tensor *mean,
                              const ct_tensor *matrix, double scale, double diagonal,
                              ct_tensor **out);

typedef struct {
    /// Multiplies the matrix itself.
    double own;
    /// Multiplies the target.
    double target;
    /// Added to the diagonal.
    double diagonal;
    /// The multiple of the matrix's trace that is added to the diagonal.
    double trace;
} ct_shrinkage;

/// Replaces a square float64 matrix by `own * matrix + target * T + (diagonal + trace * tr) I` in one
/// pass and gives the result's trace and sum of squares. `target`, row-major, may be null.
ct_status ct_shrink(ct_tensor *matrix, const double *target, ct_shrinkage shares, double *trace,
                    double *squared_norm);

/// Moves a covariance `[dimensions, dimensions]` and deviations `[dimensions]`, both float64, by
/// `weight` toward the biased ones of `features` (`[points, dimensions]`, float32 or float64).
///
/// Everything is computed in float64. Features that are not finite change nothing and give `finite`
/// as false.
ct_status ct_move_statistics(ct_tensor *covariance, ct_tensor *deviation, const ct_tensor *features,
                             double weight, bool *finite);

/// The row sums of the squares of `inverse_i covariance_ij inverse_j factor`, each cut to ±1 before it
/// is squared when `clamped`. `covariance` is float64; `inverse` and `sums` hold a number a row.
ct_status ct_squared_correlations(const ct_tensor *covariance, const double *inverse, double factor,
                                  bool clamped, double *sums);

#ifdef __cplusplus
}
#endif
#endif
