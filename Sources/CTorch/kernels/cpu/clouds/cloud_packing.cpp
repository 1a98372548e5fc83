// Lays a cloud `[points, dimensions]` out for products by strips. A first pass over blocks of 128
// points takes each column's sum, and for bfloat16 its squares and range; from these follows the
// shift of each column. A second pass writes panels of 48 columns, `[panel, step, 48]`, shifted:
// a step is a point of float32, or two points of bfloat16 in one word. Columns that need it have
// a second one, in panels after the others.
#include "kernels/cpu/clouds/cloud_packing.hpp"
#include "kernels/cpu/shared/elements.hpp"
#include "kernels/cpu/shared/parallel.hpp"
#include "kernels/cpu/shared/vectorized.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ct {

namespace {

/// Points that one thread sums up or packs at a time.
constexpr int64_t rows_of_an_item = 128;

/// What is known of each column of some points.
struct ColumnSums {
    std::vector<double> sum, squares;
    std::vector<float> smallest, largest;

    explicit ColumnSums(int64_t dimensions, bool ranges)
        : sum(static_cast<size_t>(dimensions)),
          squares(static_cast<size_t>(ranges ? dimensions : 0)),
          smallest(squares.size(), std::numeric_limits<float>::infinity()),
          largest(squares.size(), -std::numeric_limits<float>::infinity()) {}
};

CT_VECTORIZED void add_float32(const float *row, int64_t columns, double *sum) {
    for (int64_t c = 0; c < columns; ++c) {
        sum[c] += static_cast<double>(row[c]);
    }
}

CT_VECTORIZED void add_bfloat16(const uint16_t *row, int64_t columns, double *sum, double *squares,
                                float *smallest, float *largest) {
    for (int64_t c = 0; c < columns; ++c) {
        const float x = from_bfloat16(row[c]);
        const double wide = static_cast<double>(x);
        sum[c] += wide;
        squares[c] += wide * wide;
        smallest[c] = x < smallest[c] ? x : smallest[c];
        largest[c] = x > largest[c] ? x : largest[c];
    }
}

template <typename Element> struct Shift {
    CT_VECTORIZED static void widened(const Element *row, const float *shift, float *to,
                                      int64_t columns) {
        for (int64_t c = 0; c < columns; ++c) {
            to[c] = to_float(row[c]) - shift[c];
        }
    }
};

/// Truncates the differences: exact for all columns but those whose rest goes to a second one.
CT_VECTORIZED void shift_pair(const uint16_t *first, const uint16_t *second, const float *shift,
                              uint32_t *to, int64_t columns) {
    for (int64_t c = 0; c < columns; ++c) {
        const uint32_t low = float_to_bits(from_bfloat16(first[c]) - shift[c]);
        const uint32_t high = float_to_bits(from_bfloat16(second[c]) - shift[c]);
        to[c] = low >> 16 | (high & 0xffff0000u);
    }
}

CT_VECTORIZED void shift_single(const uint16_t *first, const float *shift, uint32_t *to,
                                int64_t columns) {
    for (int64_t c = 0; c < columns; ++c) {
        to[c] = float_to_bits(from_bfloat16(first[c]) - shift[c]) >> 16;
    }
}

/// What truncation leaves of the difference of `x` from the shift.
uint32_t rest(uint16_t x, float shift) {
    const float difference = from_bfloat16(x) - shift;
    return to_bfloat16(difference - bits_to_float(float_to_bits(difference) & 0xffff0000u));
}

int64_t panels_of(int64_t columns) { return (columns + panel_width - 1) / panel_width; }

} // namespace

PackedCloud::PackedCloud(const at::TensorBase &points)
    : count_(points.size(0)), dimensions_(points.size(1)), main_panels_(panels_of(points.size(1))) {
    const bool source_half = points.scalar_type() == at::kBFloat16;
    half_ = source_half && has_bfloat16_strips();
    steps_ = half_ ? (count_ + 1) / 2 : count_;
    measure(points, source_half);
    panels_ = main_panels_ + panels_of(static_cast<int64_t>(split_.size()));
    pack(points);
}

void PackedCloud::measure(const at::TensorBase &points, bool source_half) {
    const int64_t items = (count_ + rows_of_an_item - 1) / rows_of_an_item;
    std::vector<ColumnSums> parts(static_cast<size_t>(items), ColumnSums(dimensions_, source_half));
    const void *data = points.const_data_ptr();
    parallel_items(items, [&](int64_t item) {
        ColumnSums &part = parts[static_cast<size_t>(item)];
        const int64_t end = std::min(count_, (item + 1) * rows_of_an_item);
        for (int64_t row = item * rows_of_an_item; row < end; ++row) {
            const int64_t start = row * dimensions_;
            if (source_half) {
                add_bfloat16(static_cast<const uint16_t *>(data) + start, dimensions_,
                             part.sum.data(), part.squares.data(), part.smallest.data(),
                             part.largest.data());
            } else {
                add_float32(static_cast<const float *>(data) + start, dimensions_,
                            part.sum.data());
            }
        }
    });
    ColumnSums &all = parts.front();
    for (size_t item = 1; item < parts.size(); ++item) {
        const ColumnSums &part = parts[item];
        for (size_t c = 0; c < all.sum.size(); ++c) {
            all.sum[c] += part.sum[c];
        }
        for (size_t c = 0; c < all.squares.size(); ++c) {
            all.squares[c] += part.squares[c];
            all.smallest[c] = std::min(all.smallest[c], part.smallest[c]);
            all.largest[c] = std::max(all.largest[c], part.largest[c]);
        }
    }
    const double points_count = static_cast<double>(count_);
    for (int64_t column = 0; column < dimensions_; ++column) {
        const auto c = static_cast<size_t>(column);
        const double mean = all.sum[c] / points_count;
        mean_.push_back(mean);
        shift_.push_back(static_cast<float>(mean));
        if (!source_half) {
            continue;
        }
        const float near = from_bfloat16(to_bfloat16(static_cast<float>(mean)));
        // The smallest and the largest magnitude, where all have the sign of the mean.
        const float low = near < 0 ? -all.largest[c] : all.smallest[c];
        const float high = near < 0 ? -all.smallest[c] : all.largest[c];
        const float size = std::abs(near);
        const bool exact = low >= size / 2 && high <= size * 2;
        if (!half_) {
            // Float32 products of differences that are bfloat16 numbers are exact.
            shift_.back() = exact ? near : shift_.back();
            continue;
        }
        const double variance = all.squares[c] / points_count - mean * mean;
        const bool distant = mean * mean > 64 * variance;
        if (!exact && distant) {
            split_.push_back(column);
        }
        shift_.back() = exact || distant ? near : 0;
    }
}

void PackedCloud::pack(const at::TensorBase &points) {
    packed_ = ct::empty({panels_, steps_, panel_width}, half_ ? at::kInt : at::kFloat);
    const int64_t rows = half_ ? 2 : 1, item_steps = rows_of_an_item / rows;
    const void *data = points.const_data_ptr();
    parallel_blocks(steps_, item_steps, [&](int64_t begin, int64_t end) {
        for (int64_t index = 0; index < main_panels_; ++index) {
            const int64_t column = index * panel_width;
            const int64_t columns = std::min(panel_width, dimensions_ - column);
            const float *shift = shift_.data() + column;
            for (int64_t step = begin; step < end; ++step) {
                const int64_t start = step * rows * dimensions_ + column;
                const int64_t place = (index * steps_ + step) * panel_width;
                const auto *halves = static_cast<const uint16_t *>(data) + start;
                auto *words = static_cast<uint32_t *>(packed_.mutable_data_ptr()) + place;
                auto *floats = static_cast<float *>(packed_.mutable_data_ptr()) + place;
                if (half_ && step * 2 + 1 < count_) {
                    shift_pair(halves, halves + dimensions_, shift, words, columns);
                } else if (half_) {
                    shift_single(halves, shift, words, columns);
                } else {
                    dispatch_element(points.scalar_type(), [&]<typename Element>() {
                        Shift<Element>::widened(elements<Element>(points) + start, shift, floats,
                                                columns);
                    });
                }
                std::fill(words + columns, words + panel_width, 0u);
            }
        }
        const auto *halves = static_cast<const uint16_t *>(data);
        for (int64_t index = main_panels_; index < panels_; ++index) {
            const auto first = static_cast<size_t>((index - main_panels_) * panel_width);
            const size_t columns = std::min<size_t>(panel_width, split_.size() - first);
            for (int64_t step = begin; step < end; ++step) {
                auto *words = static_cast<uint32_t *>(packed_.mutable_data_ptr()) +
                              (index * steps_ + step) * panel_width;
                std::fill(words, words + panel_width, 0u);
                for (size_t c = 0; c < columns; ++c) {
                    const int64_t column = split_[first + c];
                    const float shift = shift_[static_cast<size_t>(column)];
                    const uint16_t *x = halves + step * 2 * dimensions_ + column;
                    words[c] = rest(x[0], shift);
                    if (step * 2 + 1 < count_) {
                        words[c] |= rest(x[dimensions_], shift) << 16;
                    }
                }
            }
        }
    });
}

} // namespace ct
