#include "../support.hpp"
#include "parallel.hpp"
#include "vectorized.hpp"

#include <cmath>
#include <limits>
#include <vector>

namespace {

using namespace ct;

/// Rows that one thread takes at a time; their sums of squares are added in order.
constexpr int64_t rows_of_an_item = 16;
constexpr int lanes = 16;

template <typename Value> CT_INLINE double lane_sum(int64_t count, Value value) {
    double sums[lanes] = {};
    int64_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        for (int lane = 0; lane < lanes; ++lane) {
            sums[lane] += value(i + lane);
        }
    }
    for (; i < count; ++i) {
        sums[0] += value(i);
    }
    double total = 0;
    for (double sum : sums) {
        total += sum;
    }
    return total;
}

CT_VECTORIZED void mix_row(double *row, const double *target, double own, double share,
                           int64_t count) {
    if (target) {
        for (int64_t c = 0; c < count; ++c) {
            row[c] = own * row[c] + share * target[c];
        }
    } else {
        for (int64_t c = 0; c < count; ++c) {
            row[c] *= own;
        }
    }
}

CT_VECTORIZED double sum_of_squares(const double *row, int64_t count) {
    return lane_sum(count, [=](int64_t i) { return row[i] * row[i]; });
}

CT_VECTORIZED double squared_correlations(const double *row, const double *inverse, double factor,
                                          double limit, int64_t count) {
    return lane_sum(count, [=](int64_t i) {
        const double value = row[i] * inverse[i] * factor;
        const double above = value < -limit ? -limit : value;
        const double cut = above > limit ? limit : above;
        return cut * cut;
    });
}

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

double *square(ct_tensor *matrix) {
    TORCH_CHECK(matrix->value.scalar_type() == at::kDouble && matrix->value.is_contiguous() &&
                    matrix->value.dim() == 2 && matrix->value.size(0) == matrix->value.size(1),
                "the matrix must be float64 and square");
    return static_cast<double *>(matrix->value.mutable_data_ptr());
}

} // namespace

ct_status ct_shrink(ct_tensor *matrix, const double *target, ct_shrinkage shares, double *trace,
                    double *squared_norm) {
    return guarded([&] {
        double *data = square(matrix);
        const int64_t size = matrix->value.size(0);
        double own_trace = 0;
        for (int64_t i = 0; i < size; ++i) {
            own_trace += data[i * size + i];
        }
        // The trace takes no part where it has no share, not even as not a number.
        const double added =
            shares.diagonal + (shares.trace == 0 ? 0 : shares.trace * own_trace);
        const int64_t items = (size + rows_of_an_item - 1) / rows_of_an_item;
        std::vector<double> squares(static_cast<size_t>(items));
        parallel_blocks(size, rows_of_an_item, [&](int64_t begin, int64_t end) {
            double sum = 0;
            for (int64_t r = begin; r < end; ++r) {
                double *row = data + r * size;
                mix_row(row, target ? target + r * size : nullptr, shares.own, shares.target, size);
                row[r] += added;
                sum += sum_of_squares(row, size);
            }
            squares[static_cast<size_t>(begin / rows_of_an_item)] = sum;
        });
        *trace = *squared_norm = 0;
        for (int64_t i = 0; i < size; ++i) {
            *trace += data[i * size + i];
        }
        for (double sum : squares) {
            *squared_norm += sum;
        }
    });
}

ct_status ct_move_statistics(ct_tensor *covariance, ct_tensor *deviation, const ct_tensor *features,
                             double weight, bool *finite) {
    return guarded([&] {
        double *matrix = square(covariance);
        const int64_t size = covariance->value.size(0), count = features->value.size(0);
        TORCH_CHECK(features->value.dim() == 2 && features->value.size(1) == size && count > 0,
                    "features of shape ", features->value.sizes(), " for ", size, " dimensions");
        TORCH_CHECK(deviation->value.scalar_type() == at::kDouble &&
                        deviation->value.is_contiguous() && deviation->value.numel() == size,
                    "deviations must be float64, ", size, " of them");
        auto *moving = static_cast<double *>(deviation->value.mutable_data_ptr());
        // From the first point, so that a dimension that does not vary has a variance of exactly 0.
        const at::Tensor wide = features->value.detach().to(at::kDouble).contiguous();
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
        *finite = true;
        for (double &value : deviations) {
            value = std::sqrt(value / static_cast<double>(count));
            *finite = *finite && std::isfinite(value);
        }
        if (!*finite) {
            return;
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
    });
}

ct_status ct_squared_correlations(const ct_tensor *covariance, const double *inverse, double factor,
                                  bool clamped, double *sums) {
    return guarded([&] {
        const int64_t size = covariance->value.size(0);
        TORCH_CHECK(covariance->value.scalar_type() == at::kDouble &&
                        covariance->value.is_contiguous() &&
                        covariance->value.numel() == size * size,
                    "the covariance must be float64 and square");
        const auto *data = static_cast<const double *>(covariance->value.const_data_ptr());
        const double limit = clamped ? 1 : std::numeric_limits<double>::infinity();
        parallel_blocks(size, rows_of_an_item, [&](int64_t begin, int64_t end) {
            for (int64_t r = begin; r < end; ++r) {
                sums[r] = squared_correlations(data + r * size, inverse, factor * inverse[r], limit,
                                               size);
            }
        });
    });
}
