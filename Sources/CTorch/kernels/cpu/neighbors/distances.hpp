#pragma once

#include "kernels/cpu/clouds/float64_rows.hpp"

#include <algorithm>
#include <cmath>

namespace ct {

/// Distances of points of float32 or float64, from their differences in float64.
template <typename Point> struct Distances {
    CT_VECTORIZED static double squared(const Point *a, const Point *b, int64_t count,
                                        double scale) {
        return lane_sum(count, [=](int64_t i) {
            const double difference =
                (static_cast<double>(a[i]) - static_cast<double>(b[i])) * scale;
            return difference * difference;
        });
    }

    CT_VECTORIZED static double largest_difference(const Point *a, const Point *b, int64_t count) {
        double largest = 0;
        for (int64_t i = 0; i < count; ++i) {
            const double size = std::fabs(static_cast<double>(a[i]) - static_cast<double>(b[i]));
            largest = size > largest ? size : largest;
        }
        return largest;
    }

    /// The distance times `scale`, a power of two; 0 for equal points only.
    static double scaled(const Point *a, const Point *b, int64_t count, double scale) {
        // Squares below have lost digits, or all of them.
        constexpr double smallest = 1e-280;
        const double sum = squared(a, b, count, scale);
        if (sum >= smallest) {
            return std::sqrt(sum);
        }
        const double largest = largest_difference(a, b, count);
        if (largest == 0) {
            return 0;
        }
        const double factor = std::ldexp(1.0, std::min(-std::ilogb(largest), 1022));
        return std::sqrt(squared(a, b, count, factor)) / factor * scale;
    }
};

} // namespace ct
