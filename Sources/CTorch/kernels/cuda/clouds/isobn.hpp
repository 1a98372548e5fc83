#pragma once

#include "support.hpp"

namespace ct::cuda {

/// `ct_move_statistics` in two launches: whether the features are finite, uint8 `[1]`.
at::TensorBase move_statistics(const at::TensorBase &covariance, const at::TensorBase &deviation,
                               const at::TensorBase &features, double weight);

/// `ct_isobn_scale` in two launches.
at::TensorBase isobn_scale(const at::TensorBase &covariance, const at::TensorBase &deviation,
                           ct_isobn options);

} // namespace ct::cuda
