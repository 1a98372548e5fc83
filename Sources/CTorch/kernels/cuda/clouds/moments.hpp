#pragma once

#include "support.hpp"

#include <utility>
#include <vector>

namespace ct::cuda {

/// `ct_pooled_moments`: the mean and the products, float64. Six launches for up to 48 clouds.
std::pair<at::Tensor, at::Tensor> pooled_moments(const std::vector<at::Tensor> &clouds);

/// `ct_centred_products`. Three launches.
std::vector<at::Tensor> centred_products(const std::vector<at::Tensor> &clouds,
                                         const at::Tensor &mean, const at::Tensor &matrix,
                                         const ct_factor &factor);

} // namespace ct::cuda
