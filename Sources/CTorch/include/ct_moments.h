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

/// What `ct_shrunk_score` gives, in this order.
enum {
    /// IsoScore*: `(t² / F - 1) / (d - 1)` of the trace t and the squared norm F.
    CT_SCORE = 0,
    /// The score's derivative with respect to the matrix before it shrank, as multiples of the
    /// shrunk one and of the identity: `ct_factor.factors` is this pair.
    CT_ON_SHRUNK = 1,
    CT_ON_IDENTITY = 2,
    CT_TRACE = 3,
    CT_SQUARED_NORM = 4,
    CT_SCORE_COUNT = 5,
};

/// Replaces a square float64 matrix by `own * matrix + target * T + (diagonal + trace * tr) I` in one
/// pass and scores the result, without waiting for a device: float64 `[5]`.
///
/// - target: float64 `[d, d]` where the matrix is; may be null.
/// - weight: the target's share as Algorithm 1 of Rudman and Eickhoff 2024 counts it.
/// - follows_trace: whether the target is the scaled identity of the matrix itself.
///
/// Where nothing varies (F = 0) the score is 1 and its derivative 0: there is nothing to gain.
ct_status ct_shrunk_score(ct_tensor *matrix, const ct_tensor *target, ct_shrinkage shares,
                          double weight, bool follows_trace, ct_tensor **out);

/// Moves a covariance `[dimensions, dimensions]` and deviations `[dimensions]`, both float64, by
/// `weight` toward the biased ones of `features` (`[points, dimensions]`, float32 or float64).
///
/// Everything is computed in float64, on the device that all are on. Features that are not finite
/// change nothing; `finite` takes a uint8 `[1]` there, which is then 0, else 1.
ct_status ct_move_statistics(ct_tensor *covariance, ct_tensor *deviation, const ct_tensor *features,
                             double weight, ct_tensor **finite);

/// The row sums of the squares of `inverse_i covariance_ij inverse_j factor`, each cut to ±1 before it
/// is squared when `clamped`. `covariance` is float64 in main memory; `inverse` and `sums` hold a number
/// a row.
ct_status ct_squared_correlations(const ct_tensor *covariance, const double *inverse, double factor,
                                  bool clamped, double *sums);

/// The choices of isotropic batch normalization (Zhou et al. 2021).
typedef struct {
    /// What the moving statistics are divided by when they are read.
    double share;
    double epsilon;
    /// The exponent of Eq. 6.
    double beta;
    /// Whether Eq. 4 averages squared correlations; else it adds them.
    bool averages;
    /// Whether a correlation is cut to ±1 before it is squared.
    bool clamps;
    /// Whether the variances of Eq. 7 are the covariance's diagonal; else squared deviations.
    bool from_covariance;
    /// Whether Eq. 7 takes the root.
    bool takes_root;
    bool epsilon_in_denominator;
} ct_isobn;

/// The number that multiplies each dimension (Eq. 4, 6 and 7), float32 `[d]`, where CUDA's kernels take
/// the statistics and without waiting for them. A dimension that does not vary keeps 1.
ct_status ct_isobn_scale(const ct_tensor *covariance, const ct_tensor *deviation, ct_isobn options,
                         ct_tensor **scale);

#ifdef __cplusplus
}
#endif
#endif
