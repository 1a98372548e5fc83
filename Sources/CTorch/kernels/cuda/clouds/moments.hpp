#pragma once

#include "support.hpp"

#include <utility>
#include <vector>

namespace ct::cuda {

/// `ct_pooled_moments`: the mean and the products, float64. Six launches for up to 48 clouds.
std::pair<at::TensorBase, at::TensorBase> pooled_moments(const std::vector<at::TensorBase> &clouds);

/// `ct_centred_products`. Three launches.
std::vector<at::TensorBase> centred_products(const std::vector<at::TensorBase> &clouds,
                                             const at::TensorBase &mean,
                                             const at::TensorBase &matrix, const ct_factor &factor);

} // namespace ct::cuda
