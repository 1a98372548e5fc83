#include "kernels/cuda/clouds/isobn.hpp"
#include "kernels/cuda/launch/launch.hpp"
#include "kernels/cpu/clouds/float64_rows.hpp"
#include "kernels/cpu/layers/fused.hpp"
#include "kernels/cpu/shared/parallel.hpp"

#include <cmath>
#include <limits>
#include <vector>

namespace {

using namespace ct;

CT_VECTORIZED double squared_correlations(const double *row, const double *inverse, double factor,
                                          double limit, int64_t count) {
    return lane_sum(count, [=](int64_t i) {
        const double value = row[i] * inverse[i] * factor;
        const double above = value < -limit ? -limit : value;
        const double cut = above > limit ? limit : above;
        return cut * cut;
    });
}

/// `ct_squared_correlations` on the processor.
void squared_correlations(const at::Tensor &covariance, const double *inverse, double factor,
                          bool clamped, double *sums) {
    const int64_t size = covariance.size(0);
    const auto *data = static_cast<const double *>(covariance.const_data_ptr());
    const double limit = clamped ? 1 : std::numeric_limits<double>::infinity();
    parallel_blocks(size, rows_of_an_item, [&](int64_t begin, int64_t end) {
        for (int64_t r = begin; r < end; ++r) {
            sums[r] =
                squared_correlations(data + r * size, inverse, factor * inverse[r], limit, size);
        }
    });
}

void squared_correlations_by_tensors(const at::Tensor &covariance, const double *inverse,
                                     double factor, bool clamped, double *sums) {
    const int64_t size = covariance.size(0);
    const at::Tensor scales =
        at::from_blob(const_cast<double *>(inverse), {size}, at::kDouble).to(covariance.device());
    at::Tensor values = covariance * scales * (scales * factor).unsqueeze(1);
    if (clamped) {
        values.clamp_(-1, 1);
    }
    const at::Tensor result = values.square_().sum(1).cpu();
    std::copy_n(result.const_data_ptr<double>(), size, sums);
}

/// How many dimensions do not vary, and the first of them.
void count_still(const std::vector<double> &sigma, int64_t *still) {
    still[0] = 0;
    still[1] = -1;
    for (size_t i = 0; i < sigma.size(); ++i) {
        if (sigma[i] == 0) {
            still[1] = still[0] == 0 ? static_cast<int64_t>(i) : still[1];
            ++still[0];
        }
    }
}

/// Eq. 4, 6 and 7.
std::vector<double> scales(const at::Tensor &covariance, const std::vector<double> &sigma,
                           const ct_isobn &options) {
    const size_t size = sigma.size();
    const auto *matrix = static_cast<const double *>(covariance.const_data_ptr());
    std::vector<double> inverse(size), gamma(size), theta(size), result(size, 1);
    for (size_t i = 0; i < size; ++i) {
        inverse[i] = sigma[i] > 0 ? 1 / sigma[i] : 0;
    }
    squared_correlations(covariance, inverse.data(), 1 / options.share, options.clamps,
                         gamma.data());
    const double part = options.averages ? 1 / static_cast<double>(size) : 1;
    double total = 0, scaled = 0;
    for (size_t i = 0; i < size; ++i) {
        theta[i] = std::pow(sigma[i] * (gamma[i] * part) + options.epsilon, -options.beta);
        const double variance = options.from_covariance ? matrix[i * size + i] / options.share
                                                        : sigma[i] * sigma[i];
        total += variance;
        scaled += variance * theta[i] * theta[i];
    }
    if (!(total > 0)) {
        return result;
    }
    const double ratio = total / (scaled + (options.epsilon_in_denominator ? options.epsilon : 0));
    const double factor = options.takes_root ? std::sqrt(ratio) : ratio;
    for (size_t i = 0; i < size; ++i) {
        result[i] = sigma[i] > 0 ? factor * theta[i] : 1;
    }
    return result;
}

} // namespace

ct_status ct_squared_correlations(const ct_tensor *covariance, const double *inverse, double factor,
                                  bool clamped, double *sums) {
    return guarded([&] {
        square_elements(covariance);
        if (cuda::runs_on_device("squared correlations", {covariance->value})) {
            squared_correlations_by_tensors(covariance->value, inverse, factor, clamped, sums);
        } else {
            squared_correlations(covariance->value, inverse, factor, clamped, sums);
        }
    });
}

ct_status ct_isobn_scale(const ct_tensor *covariance, const ct_tensor *deviation, ct_isobn options,
                         ct_tensor **scale, ct_tensor **still) {
    std::array<ct_tensor *, 2> results{};
    const ct_status status = producing_several(results.data(), [&]() -> std::vector<at::Tensor> {
        square_elements(covariance);
        const at::Tensor &matrix = covariance->value, &values = deviation->value;
        TORCH_CHECK(values.scalar_type() == at::kDouble && values.is_contiguous() &&
                        values.numel() == matrix.size(0),
                    "deviations must be float64, ", matrix.size(0), " of them");
        const at::Tensor idle = at::empty({2}, values.options().dtype(at::kLong));
        if (cuda::runs_on_device("the scale of IsoBN", {matrix, values})) {
            return {cuda::isobn_scale(matrix, values, options, idle), idle};
        }
        const auto *first = static_cast<const double *>(values.const_data_ptr());
        std::vector<double> sigma(first, first + values.numel());
        for (double &value : sigma) {
            value /= options.share;
        }
        count_still(sigma, idle.mutable_data_ptr<int64_t>());
        const std::vector<double> computed = scales(matrix, sigma, options);
        return {at::tensor(computed, at::dtype(at::kDouble)).to(at::kFloat), idle};
    });
    if (status == CT_OK) {
        *scale = results[0];
        if (still) {
            *still = results[1];
        } else {
            ct_tensor_release(results[1]);
        }
    }
    return status;
}
