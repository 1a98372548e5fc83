#pragma once

#include "support.hpp"

namespace ct::cuda {

/// `ct_move_statistics` in two launches: whether the features are finite, uint8 `[1]`.
at::Tensor move_statistics(const at::Tensor &covariance, const at::Tensor &deviation,
                           const at::Tensor &features, double weight);

/// `ct_isobn_scale` in two launches.
at::Tensor isobn_scale(const at::Tensor &covariance, const at::Tensor &deviation, ct_isobn options);

} // namespace ct::cuda
