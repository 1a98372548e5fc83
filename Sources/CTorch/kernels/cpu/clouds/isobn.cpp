// The squared correlations that IsoBN adds up (Eq. 4 of Zhou et al. 2021): each row of the
// covariance once, scaled and squared in 16 sums side by side, 16 rows an item.
#include "kernels/cuda/clouds/isobn.hpp"
#include "kernels/cuda/launch/launch.hpp"
#include "kernels/cpu/clouds/float64_rows.hpp"
#include "kernels/cpu/shared/parallel.hpp"

#include <limits>

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
void squared_correlations(const at::TensorBase &covariance, const double *inverse, double factor,
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

} // namespace

ct_status ct_squared_correlations(const ct_tensor *covariance, const double *inverse, double factor,
                                  bool clamped, double *sums) {
    return guarded([&] {
        square_elements(covariance);
        TORCH_CHECK(covariance->value.is_cpu(), "squared correlations of a matrix on ",
                    covariance->value.device());
        squared_correlations(covariance->value, inverse, factor, clamped, sums);
    });
}

ct_status ct_isobn_scale(const ct_tensor *covariance, const ct_tensor *deviation, ct_isobn options,
                         ct_tensor **scale) {
    return producing(scale, [&] {
        square_elements(covariance);
        const at::TensorBase &matrix = covariance->value, &values = deviation->value;
        TORCH_CHECK(values.scalar_type() == at::kDouble && values.is_contiguous() &&
                        values.numel() == matrix.size(0),
                    "deviations must be float64, ", matrix.size(0), " of them");
        TORCH_CHECK(cuda::runs_on_device("the scale of IsoBN", {matrix, values}),
                    "the scale of IsoBN has no kernel for the processor");
        return cuda::isobn_scale(matrix, values, options);
    });
}
