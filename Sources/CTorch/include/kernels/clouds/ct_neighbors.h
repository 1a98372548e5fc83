#ifndef CT_NEIGHBORS_H
#define CT_NEIGHBORS_H

#include "ct_tensor.h"

#ifdef __cplusplus
extern "C" {
#endif

/// A cloud whose nearest neighbours are sought, and how exact products of its points are.
///
/// Products are those of y, points that were shifted, multiplied by `scale` and rounded. For every
/// pair of points i and j at the distance D, as computed here, the key `weights[j] - 2 product` is
/// at most `(growth D + slacks[i])² - weights[i] + floor`.
typedef struct {
    /// Float32 or float64 `[points, dimensions]`, not shifted.
    const ct_tensor *points;
    /// A power of two by which differences are multiplied before they are squared.
    double scale;
    /// A lower bound of `|y|²` less what rounding may take away, `[points]`, of the products' type.
    const ct_tensor *weights;
    /// Float64 `[points]`.
    const ct_tensor *slacks;
    double growth;
    double floor;
} ct_neighbor_search;

/// Looks for nearer neighbours in a block of products of points, float32 or float64
/// `[rows, columns]`: of the points from `first_row` with those from `first_column`.
///
/// `distances` float64 `[points, k]`, ascending, and `places` int32 `[points, k]` hold the nearest
/// so far; of equal distances the lower place comes first. A block beside the diagonal serves the
/// points of its rows and of its columns; one on it, which begins with the same point both ways,
/// all its pairs once. Where a key is low enough the distance is computed, in float64 from
/// differences: what is kept does not depend on the products' rounding. `computed` grows by the
/// number of distances. In main memory.
ct_status ct_add_neighbors(const ct_tensor *products, int64_t first_row, int64_t first_column,
                           ct_neighbor_search search, ct_tensor *distances, ct_tensor *places,
                           int64_t *computed);

#ifdef __cplusplus
}
#endif
#endif
