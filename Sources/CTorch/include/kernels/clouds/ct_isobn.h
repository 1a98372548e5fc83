#ifndef CT_ISOBN_H
#define CT_ISOBN_H

#include "ct_tensor.h"

#ifdef __cplusplus
extern "C" {
#endif

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
