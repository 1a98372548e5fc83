// Moves IsoBN's covariance and deviations toward those of a batch, in float64. The few points of
// a batch are centred once, from the first of them; then each row of the covariance takes the sum
// of its column's numbers times the points, four points at a time, 16 rows an item.
#include "kernels/cuda/clouds/isobn.hpp"
#include "kernels/cuda/launch/launch.hpp"
#include "kernels/cpu/clouds/float64_rows.hpp"
#include "kernels/cpu/shared/parallel.hpp"

#include <cmath>
#include <vector>

namespace {

using namespace ct;

/// `sums = sum over the points of factors[p] * points[p]`, then `row = keep * row + share * sums`.
CT_VECTORIZED void move_row(double *row, double keep, double share, const double *factors,
                            const double *points, double *sums, int64_t count, int64_t size) {
    for (int64_t c = 0; c < size; ++c) {
        sums[c] = 0;
    }
    int64_t p = 0;
    for (; p + 4 <= count; p += 4) {
        const double *x = points + p * size, *f = factors + p;
        for (int64_t c = 0; c < size; ++c) {
            sums[c] += f[0] * x[c] + f[1] * x[size + c] +
                       (f[2] * x[2 * size + c] + f[3] * x[3 * size + c]);
        }
    }
    for (; p < count; ++p) {
        for (int64_t c = 0; c < size; ++c) {
            sums[c] += factors[p] * points[p * size + c];
        }
    }
    for (int64_t c = 0; c < size; ++c) {
        row[c] = keep * row[c] + share * sums[c];
    }
}

} // namespace

ct_status ct_move_statistics(ct_tensor *covariance, ct_tensor *deviation, const ct_tensor *features,
                             double weight, ct_tensor **finite) {
    return producing(finite, [&] {
        double *matrix = square_elements(covariance);
        const int64_t size = covariance->value.size(0), count = features->value.size(0);
        TORCH_CHECK(features->value.dim() == 2 && features->value.size(1) == size && count > 0,
                    "features of shape ", features->value.sizes(), " for ", size, " dimensions");
        TORCH_CHECK(deviation->value.scalar_type() == at::kDouble &&
                        deviation->value.is_contiguous() && deviation->value.numel() == size,
                    "deviations must be float64, ", size, " of them");
        if (cuda::runs_on_device("moving statistics",
                                 {covariance->value, deviation->value, features->value})) {
            return cuda::move_statistics(covariance->value, deviation->value, features->value,
                                         weight);
        }
        auto *moving = static_cast<double *>(deviation->value.mutable_data_ptr());
        // From the first point, so that a dimension that does not vary has a variance of exactly 0.
        const at::TensorBase wide = detached(features->value).to(at::kDouble).contiguous();
        const auto *x = static_cast<const double *>(wide.const_data_ptr());
        const auto width = static_cast<size_t>(size), height = static_cast<size_t>(count);
        std::vector<double> points(width * height), offset(width), deviations(width);
        for (size_t p = 0; p < height; ++p) {
            for (size_t c = 0; c < width; ++c) {
                points[p * width + c] = x[p * width + c] - x[c];
                offset[c] += points[p * width + c];
            }
        }
        for (size_t p = 0; p < height; ++p) {
            for (size_t c = 0; c < width; ++c) {
                double &value = points[p * width + c];
                value -= offset[c] / static_cast<double>(count);
                deviations[c] += value * value;
            }
        }
        bool are_finite = true;
        for (double &value : deviations) {
            value = std::sqrt(value / static_cast<double>(count));
            are_finite = are_finite && std::isfinite(value);
        }
        const at::TensorBase flag = ct::full({1}, are_finite ? 1 : 0, at::dtype(at::kByte));
        if (!are_finite) {
            return flag;
        }
        const double keep = 1 - weight;
        parallel_blocks(size, rows_of_an_item, [&](int64_t begin, int64_t end) {
            std::vector<double> factors(height), sums(width);
            for (int64_t r = begin; r < end; ++r) {
                for (size_t p = 0; p < height; ++p) {
                    factors[p] = points[p * width + static_cast<size_t>(r)];
                }
                move_row(matrix + r * size, keep, weight / static_cast<double>(count),
                         factors.data(), points.data(), sums.data(), count, size);
            }
        });
        for (size_t c = 0; c < width; ++c) {
            moving[c] = keep * moving[c] + weight * deviations[c];
        }
        return flag;
    });
}
