// Centred points times a symmetric matrix: the gradient of a penalty on the covariance. The
// matrix is scaled, rounded and laid out once in panels of 48 columns, as strips take it; a
// thread multiplies 96 points at a time. Bfloat16 points are read where they lie, and the mean's
// part is subtracted from the sums; other points are centred into scratch first.
#include "kernels/cuda/clouds/moments.hpp"
#include "kernels/cpu/shared/elements.hpp"
#include "kernels/cpu/shared/parallel.hpp"
#include "kernels/cpu/clouds/product_strips.hpp"
#include "kernels/tensor_lists.hpp"
#include "kernels/cpu/shared/vectorized.hpp"

#include <algorithm>
#include <memory>
#include <type_traits>
#include <vector>

namespace {

using namespace ct;

/// Points that one thread multiplies at a time: whole strips that fit its cache with a panel.
constexpr int64_t rows_of_an_item = 12 * strip_rows;

CT_VECTORIZED void scaled_row(const double *matrix, double scale, double *to, int64_t count) {
    for (int64_t c = 0; c < count; ++c) {
        to[c] = matrix[c] * scale;
    }
}

CT_VECTORIZED void pack_floats(const double *row, float *to, int64_t count) {
    for (int64_t c = 0; c < count; ++c) {
        to[c] = static_cast<float>(row[c]);
    }
}

/// Rounds two rows to bfloat16 side by side and adds the products with their means to `bias`.
CT_VECTORIZED void pack_halves(const double *first, const double *second, double first_mean,
                               double second_mean, uint32_t *to, double *bias, int64_t count) {
    for (int64_t c = 0; c < count; ++c) {
        const uint32_t low = to_bfloat16(static_cast<float>(first[c]));
        const uint32_t high = to_bfloat16(static_cast<float>(second[c]));
        to[c] = low | high << 16;
        bias[c] -= first_mean * static_cast<double>(bits_to_float(low << 16)) +
                   second_mean * static_cast<double>(bits_to_float(high << 16));
    }
}

template <typename Element> struct Centre {
    CT_VECTORIZED static void row(const Element *x, const double *mean, float *to, int64_t count) {
        for (int64_t c = 0; c < count; ++c) {
            to[c] = static_cast<float>(static_cast<double>(to_float(x[c])) - mean[c]);
        }
    }
};

CT_VECTORIZED void store_halves(const float *sums, const float *bias, uint16_t *to, int64_t count) {
    for (int64_t c = 0; c < count; ++c) {
        to[c] = to_bfloat16(sums[c] + bias[c]);
    }
}

/// `scale * matrix + diagonal * I` in panels of columns, rounded, and what the mean contributes.
class Factor {
  public:
    Factor(const at::TensorBase &matrix, double scale, double diagonal, const double *mean,
           bool half)
        : size_(matrix.size(0)), steps_(half ? (size_ + 1) / 2 : size_),
          panels_((size_ + panel_width - 1) / panel_width),
          bias_(static_cast<size_t>(panels_ * panel_width)),
          packed_(ct::empty({panels_, steps_, panel_width}, half ? at::kInt : at::kFloat)) {
        const auto *data = static_cast<const double *>(matrix.const_data_ptr());
        parallel_items(panels_, [&](int64_t index) {
            const int64_t first = index * panel_width;
            const int64_t columns = std::min(panel_width, size_ - first);
            double rows[2][panel_width] = {}, bias[panel_width] = {};
            const auto row = [&](int64_t k, double *to) {
                if (k < size_) {
                    scaled_row(data + k * size_ + first, scale, to, columns);
                    if (k >= first && k < first + columns) {
                        to[k - first] += diagonal;
                    }
                } else {
                    std::fill(to, to + columns, 0.0);
                }
            };
            for (int64_t step = 0; step < steps_; ++step) {
                const int64_t place = (index * steps_ + step) * panel_width;
                if (half) {
                    row(step * 2, rows[0]);
                    row(step * 2 + 1, rows[1]);
                    const double next = step * 2 + 1 < size_ ? mean[step * 2 + 1] : 0;
                    pack_halves(rows[0], rows[1], mean[step * 2], next,
                                static_cast<uint32_t *>(packed_.mutable_data_ptr()) + place, bias,
                                panel_width);
                } else {
                    row(step, rows[0]);
                    pack_floats(rows[0], static_cast<float *>(packed_.mutable_data_ptr()) + place,
                                panel_width);
                }
            }
            std::copy(bias, bias + panel_width, bias_.data() + first);
        });
    }

    int64_t size() const { return size_; }
    int64_t steps() const { return steps_; }
    int64_t panels() const { return panels_; }
    const float *bias(int64_t index) const { return bias_.data() + index * panel_width; }
    template <typename Word> const Word *panel(int64_t index) const {
        return static_cast<const Word *>(packed_.const_data_ptr()) + index * steps_ * panel_width;
    }

  private:
    int64_t size_, steps_, panels_;
    std::vector<float> bias_;
    at::TensorBase packed_;
};

/// Multiplies `count` rows; in bfloat16 they are read where they are and `factor.bias` centres them.
template <typename Word, typename Element>
void multiply_rows(const Word *x, int64_t stride, int64_t count, const Factor &factor,
                   Element *out) {
    alignas(64) float sums[strip_rows * panel_width];
    for (int64_t index = 0; index < factor.panels(); ++index) {
        const int64_t first = index * panel_width;
        const int64_t columns = std::min(panel_width, factor.size() - first);
        for (int64_t strip = 0; strip < count; strip += strip_rows) {
            const Word *rows[strip_rows];
            const int64_t filled = std::min(strip_rows, count - strip);
            for (int64_t r = 0; r < strip_rows; ++r) {
                rows[r] = x + (strip + std::min(r, filled - 1)) * stride;
            }
            multiply_strip(rows, 1, factor.panel<Word>(index), factor.steps(), sums);
            for (int64_t r = 0; r < filled; ++r) {
                const int64_t place = (strip + r) * factor.size() + first;
                const float *from = sums + r * panel_width;
                if constexpr (std::is_same_v<Element, float>) {
                    std::copy(from, from + columns, out + place);
                } else {
                    store_halves(from, factor.bias(index), out + place, columns);
                }
            }
        }
    }
}

/// One cloud, what is computed from it, and where its items begin among those of all.
struct Part {
    at::TensorBase points, result;
    int64_t first_item;
};

void multiply_item(const Part &part, int64_t item, const Factor &factor, const double *mean,
                   bool direct) {
    const int64_t size = factor.size(), begin = item * rows_of_an_item;
    const int64_t count = std::min(rows_of_an_item, part.points.size(0) - begin);
    dispatch_element(part.points.scalar_type(), [&]<typename Element>() {
        const Element *from = elements<Element>(part.points) + begin * size;
        Element *out = mutable_elements<Element>(part.result) + begin * size;
        if (direct) {
            // A row of an even number of halves is a row of words.
            multiply_rows(reinterpret_cast<const uint32_t *>(from), size / 2, count, factor, out);
            return;
        }
        std::vector<float> centred(static_cast<size_t>(count * size));
        for (int64_t row = 0; row < count; ++row) {
            Centre<Element>::row(from + row * size, mean, centred.data() + row * size, size);
        }
        multiply_rows<float>(centred.data(), size, count, factor, out);
    });
}

/// The factor in main memory with its tensors multiplied in.
std::pair<double, double> settled(const ct_factor &factor) {
    double scale = factor.scale, diagonal = factor.diagonal;
    if (factor.factors) {
        scale *= number(factor.factors->value);
        diagonal *= number(factor.factors->value, 1);
    }
    if (factor.upstream) {
        scale *= number(factor.upstream->value);
        diagonal *= number(factor.upstream->value);
    }
    return {scale, diagonal};
}

/// Refuses a mean, a matrix and factors that do not fit one another.
void check(const at::TensorBase &mean, const at::TensorBase &matrix, const ct_factor &factor) {
    const int64_t size = matrix.size(0);
    TORCH_CHECK(matrix.scalar_type() == at::kDouble && matrix.is_contiguous() &&
                    matrix.numel() == size * size,
                "the matrix must be float64 and square");
    TORCH_CHECK(mean.scalar_type() == at::kDouble && mean.is_contiguous() && mean.numel() == size,
                "the mean must be float64 of ", size, " elements");
    if (factor.factors) {
        const at::TensorBase &pair = factor.factors->value;
        TORCH_CHECK(pair.scalar_type() == at::kDouble && pair.is_contiguous() && pair.numel() == 2,
                    "the factors must be two numbers of float64");
    }
    TORCH_CHECK(!factor.upstream || factor.upstream->value.numel() == 1,
                "the upstream factor must be one number");
}

} // namespace

ct_status ct_centred_products(ct_tensor *const *clouds, int32_t count, const ct_tensor *mean,
                              const ct_tensor *matrix, ct_factor factor, ct_tensor **out) {
    return producing_several(out, [&]() -> std::vector<at::TensorBase> {
        check(mean->value, matrix->value, factor);
        std::vector<at::TensorBase> all = values_of(clouds, count);
        all.push_back(mean->value);
        all.push_back(matrix->value);
        if (run_on_device("centred products", all)) {
            all.resize(static_cast<size_t>(count));
            return cuda::centred_products(all, mean->value, matrix->value, factor);
        }
        TORCH_CHECK(has_float32_strips(), "products by strips need AVX-512");
        const auto [scale, diagonal] = settled(factor);
        const int64_t size = matrix->value.size(0);
        const auto *means = static_cast<const double *>(mean->value.const_data_ptr());
        std::vector<Part> parts;
        int64_t items = 0;
        bool any_direct = false, any_centred = false;
        const auto is_direct = [&](const Part &part) {
            return part.points.scalar_type() == at::kBFloat16 && has_bfloat16_strips() &&
                   size % 2 == 0;
        };
        for (int32_t index = 0; index < count; ++index) {
            const at::TensorBase &value = clouds[index]->value;
            TORCH_CHECK(value.dim() == 2 && value.size(1) == size, "a cloud of shape ",
                        value.sizes(), " for ", size, " dimensions");
            const at::TensorBase points = as_elements(value);
            parts.push_back({points, ct::empty_like(points), items});
            items += (points.size(0) + rows_of_an_item - 1) / rows_of_an_item;
            (is_direct(parts.back()) ? any_direct : any_centred) = true;
        }
        std::unique_ptr<Factor> halves, floats;
        if (any_direct) {
            halves = std::make_unique<Factor>(matrix->value, scale, diagonal, means, true);
        }
        if (any_centred) {
            floats = std::make_unique<Factor>(matrix->value, scale, diagonal, means, false);
        }
        parallel_items(items, [&](int64_t item) {
            const auto after = std::upper_bound(
                parts.begin(), parts.end(), item,
                [](int64_t value, const Part &part) { return value < part.first_item; });
            const Part &part = *(after - 1);
            const bool direct = is_direct(part);
            multiply_item(part, item - part.first_item, direct ? *halves : *floats, means, direct);
        });
        std::vector<at::TensorBase> results;
        for (int32_t index = 0; index < count; ++index) {
            const at::TensorBase &result = parts[static_cast<size_t>(index)].result;
            results.push_back(result.to(clouds[index]->value.scalar_type()));
        }
        return results;
    });
}
