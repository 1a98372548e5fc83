#ifndef CT_SHRINKAGE_H
#define CT_SHRINKAGE_H

#include "ct_tensor.h"

#ifdef __cplusplus
extern "C" {
#endif

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

#ifdef __cplusplus
}
#endif
#endif
