#pragma once

#include "support.hpp"
#include "kernels/cpu/shared/lanes.hpp"
#include "kernels/cpu/shared/random.hpp"

namespace ct {

/// The random masks of rows: row r takes the groups from r * ceil(width / 128).
struct RowMasks {
    ct_random_key key;
    DropoutScale scale;
    int64_t groups;

    RowMasks(ct_random_key random_key, double probability, int64_t width)
        : key(random_key), scale(probability), groups((width + random_group - 1) / random_group) {}

    int64_t padded() const { return groups * random_group; }

    /// Writes the multipliers of a row to `buffer`; null without dropout.
    CT_INLINE const float *make(int64_t row, float *buffer) const {
        if (scale.dropped == 0) {
            return nullptr;
        }
        const auto first = static_cast<uint64_t>(row * groups);
        for (int64_t group = 0; group < groups; ++group) {
            dropout_multipliers(key, first + static_cast<uint64_t>(group), scale,
                                buffer + group * random_group);
        }
        return buffer;
    }
};

/// A dropped element is zero even where it was not finite.
CT_INLINE Lanes dropped(Lanes x, Lanes multipliers) {
    return select(multipliers == 0.0f, 0.0f, x * multipliers);
}

/// Mean and 1 / deviation of a row in padded scratch whose sum is known.
CT_INLINE void write_statistics(const float *row, Lanes total, int64_t width, float epsilon,
                                float *statistics) {
    const float mean = sum_of_lanes(total) / static_cast<float>(width);
    Lanes squares = wide(0.0f);
    for_each_part(width, [&](int64_t i, auto part) __attribute__((always_inline)) {
        const Lanes d = first_lanes(load(row + i) - mean, part);
        squares = fused(d, d, squares);
    });
    const float variance = sum_of_lanes(squares) / static_cast<float>(width);
    statistics[0] = mean;
    statistics[1] = 1.0f / std::sqrt(variance + epsilon);
}

CT_INLINE Lanes normalized_lanes(Lanes sum, const float *statistics, Lanes weight, Lanes bias) {
    return fused((sum - statistics[0]) * statistics[1], weight, bias);
}

/// What LayerNorm's gradient of one row needs besides the row: scratch for two padded rows, and the
/// sums of the weight's and the bias' gradients.
struct NormGradient {
    const float *weight;
    float *scaled, *normalized, *weight_sums, *bias_sums;
    int64_t width;

    /// Takes the row in: `upstream(i, part)` gives the gradient of the output, and
    /// `sum(i, part)` the normalized sum. Gives the means that `at` needs.
    template <typename Upstream, typename Element>
    CT_INLINE void prepare(Upstream &&upstream, const Element *sum, const float *statistics,
                           float *means) const {
        Lanes scaled_total = wide(0.0f), product_total = wide(0.0f);
        for_each_part(width, [&](int64_t i, auto part) __attribute__((always_inline)) {
            const Lanes g = upstream(i, part);
            const Lanes n = first_lanes((load(sum + i, part) - statistics[0]) * statistics[1], part);
            const Lanes s = g * load(weight + i, part);
            scaled_total = scaled_total + s;
            product_total = fused(s, n, product_total);
            store(bias_sums + i, load(bias_sums + i) + g);
            store(weight_sums + i, fused(g, n, load(weight_sums + i)));
            store(scaled + i, s);
            store(normalized + i, n);
        });
        means[0] = sum_of_lanes(scaled_total) / static_cast<float>(width);
        means[1] = sum_of_lanes(product_total) / static_cast<float>(width);
    }

    /// The gradient of 16 elements of the row.
    CT_INLINE Lanes at(int64_t i, const float *means, const float *statistics) const {
        const Lanes centered = load(scaled + i) - means[0];
        return fused(load(normalized + i), -means[1], centered) * statistics[1];
    }
};

/// Row numbers as a contiguous vector, or null for 0, 1, ….
const int64_t *row_numbers(const ct_tensor *rows, int64_t count);

/// Refuses statistics that are not float32 `[rows, 2]`.
const float *statistics_elements(const at::TensorBase &statistics, int64_t rows);

} // namespace ct
