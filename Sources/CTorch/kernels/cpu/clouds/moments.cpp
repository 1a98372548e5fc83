// Mean and products of the centred points of several clouds. The products of each packed cloud
// (cloud_packing.cpp) are made panel by panel, for the tiles of the upper triangle only: 256
// points in float32, those sums in float64. What the shift left of the mean, and the distance of
// each cloud's mean from the common one, are rank-one corrections at the end (Chan et al.), where
// both triangles are written.
#include "kernels/cpu/clouds/cloud_packing.hpp"
#include "kernels/cuda/launch/launch.hpp"
#include "kernels/cuda/clouds/moments.hpp"
#include "kernels/cpu/shared/elements.hpp"
#include "kernels/cpu/shared/parallel.hpp"
#include "kernels/tensor_lists.hpp"
#include "kernels/cpu/shared/vectorized.hpp"

#include <algorithm>
#include <memory>

namespace {

using namespace ct;

constexpr int64_t tile_elements = panel_width * panel_width;

CT_VECTORIZED void add_to_sums(const float *from, double *to, int64_t count) {
    for (int64_t i = 0; i < count; ++i) {
        to[i] += static_cast<double>(from[i]);
    }
}

/// Adds the products of two panels' columns to a tile.
template <typename Word>
void add_products(const PackedCloud &cloud, int64_t left, int64_t right, double *tile) {
    alignas(64) float sums[strip_rows * panel_width];
    const int64_t chunk = cloud.half() ? PackedCloud::chunk / 2 : PackedCloud::chunk;
    for (int64_t first = 0; first < cloud.steps(); first += chunk) {
        const int64_t steps = std::min(chunk, cloud.steps() - first);
        const Word *a = cloud.panel<Word>(left, first), *b = cloud.panel<Word>(right, first);
        for (int64_t strip = 0; strip < panel_width; strip += strip_rows) {
            const Word *rows[strip_rows];
            for (int64_t r = 0; r < strip_rows; ++r) {
                rows[r] = a + strip + r;
            }
            multiply_strip(rows, panel_width, b, steps, sums);
            add_to_sums(sums, tile + strip * panel_width, strip_rows * panel_width);
        }
    }
}

/// A pair of panels, the left one not after the right one.
struct Pair {
    int64_t left, right;
};

/// The upper triangle of a symmetric matrix in square tiles.
class Tiles {
  public:
    explicit Tiles(int64_t panels)
        : panels_(panels),
          sums_(ct::zeros({panels * (panels + 1) / 2, tile_elements}, at::kDouble)),
          data_(static_cast<double *>(sums_.mutable_data_ptr())) {
        for (int64_t left = 0; left < panels; ++left) {
            for (int64_t right = left; right < panels; ++right) {
                pairs_.push_back({left, right});
            }
        }
    }

    const std::vector<Pair> &pairs() const { return pairs_; }

    double *tile(Pair pair) const {
        const int64_t before = pair.left * panels_ - pair.left * (pair.left - 1) / 2;
        return data_ + (before + pair.right - pair.left) * tile_elements;
    }

    void add(int64_t row, int64_t column, double value) const {
        const int64_t first = std::min(row, column), second = std::max(row, column);
        tile({first / panel_width, second / panel_width})[first % panel_width * panel_width +
                                                          second % panel_width] += value;
    }

    void add(const PackedCloud &cloud) const;

  private:
    void add_rests(const PackedCloud &cloud) const;

    int64_t panels_;
    at::TensorBase sums_;
    double *data_;
    std::vector<Pair> pairs_;
};

void Tiles::add(const PackedCloud &cloud) const {
    parallel_items(static_cast<int64_t>(pairs_.size()), [&](int64_t item) {
        const Pair pair = pairs_[static_cast<size_t>(item)];
        if (cloud.half()) {
            add_products<uint32_t>(cloud, pair.left, pair.right, tile(pair));
        } else {
            add_products<float>(cloud, pair.left, pair.right, tile(pair));
        }
    });
    if (!cloud.split().empty()) {
        add_rests(cloud);
    }
}

/// (h + l)ᵀ (h + l) = hᵀ h + hᵀ l + lᵀ h + lᵀ l: all but the first term, for the columns that have l.
void Tiles::add_rests(const PackedCloud &cloud) const {
    const std::vector<int64_t> &split = cloud.split();
    const int64_t main = cloud.main_panels(), rests = cloud.panels() - main;
    std::vector<double> sums(static_cast<size_t>(cloud.panels() * rests * tile_elements));
    parallel_items(cloud.panels() * rests, [&](int64_t item) {
        add_products<uint32_t>(cloud, item / rests, main + item % rests,
                               sums.data() + item * tile_elements);
    });
    const auto product = [&](int64_t panel, int64_t column, int64_t second) {
        const int64_t tile = panel * rests + second / panel_width;
        return sums[static_cast<size_t>(tile * tile_elements + column * panel_width +
                                        second % panel_width)];
    };
    const auto dimensions = static_cast<int64_t>(cloud.mean().size());
    const auto seconds = static_cast<int64_t>(split.size());
    for (int64_t second = 0; second < seconds; ++second) {
        const int64_t column = split[static_cast<size_t>(second)];
        for (int64_t c = 0; c < dimensions; ++c) {
            const double once = product(c / panel_width, c % panel_width, second);
            add(c, column, c == column ? 2 * once : once);
        }
        for (int64_t other = 0; other <= second; ++other) {
            add(split[static_cast<size_t>(other)], column,
                product(main + other / panel_width, other % panel_width, second));
        }
    }
}

/// `weight * vector vectorᵀ`, padded to whole panels.
struct Correction {
    double weight;
    std::vector<double> vector;
};

CT_VECTORIZED void add_outer_product(double *tile, const double *left, const double *right,
                                     double weight) {
    for (int64_t row = 0; row < panel_width; ++row) {
        const double factor = weight * left[row];
        for (int64_t column = 0; column < panel_width; ++column) {
            tile[row * panel_width + column] += factor * right[column];
        }
    }
}

/// Adds the corrections and writes both triangles.
at::TensorBase finished(const Tiles &tiles, const std::vector<Correction> &corrections,
                        int64_t size) {
    at::TensorBase matrix = ct::empty({size, size}, at::kDouble);
    auto *data = static_cast<double *>(matrix.mutable_data_ptr());
    parallel_items(static_cast<int64_t>(tiles.pairs().size()), [&](int64_t item) {
        const Pair pair = tiles.pairs()[static_cast<size_t>(item)];
        double *tile = tiles.tile(pair);
        const int64_t top = pair.left * panel_width, left = pair.right * panel_width;
        for (const Correction &correction : corrections) {
            add_outer_product(tile, correction.vector.data() + top,
                              correction.vector.data() + left, correction.weight);
        }
        const int64_t rows = std::min(panel_width, size - top);
        const int64_t columns = std::min(panel_width, size - left);
        for (int64_t row = 0; row < rows; ++row) {
            const int64_t first = pair.left == pair.right ? row : 0;
            for (int64_t column = first; column < columns; ++column) {
                const double value = tile[row * panel_width + column];
                data[(top + row) * size + left + column] = value;
                data[(left + column) * size + top + row] = value;
            }
        }
    });
    return matrix;
}

} // namespace

bool ct_has_moment_kernels_for(const ct_tensor *cloud) {
    return has_float32_strips() || ct_takes_cuda_kernels(cloud);
}

ct_status ct_pooled_moments(ct_tensor *const *clouds, int32_t count, ct_tensor **mean,
                            ct_tensor **products) {
    return guarded([&] {
        TORCH_CHECK(count > 0, "moments of no clouds");
        const std::vector<at::TensorBase> points = values_of(clouds, count);
        if (run_on_device("moments", points)) {
            const auto [centre, sums] = cuda::pooled_moments(points);
            auto matrix = std::make_unique<ct_tensor>(ct_tensor{sums});
            *mean = new ct_tensor{centre};
            *products = matrix.release();
            return;
        }
        TORCH_CHECK(has_float32_strips(), "moments by strips need AVX-512");
        const int64_t size = clouds[0]->value.size(-1);
        const Tiles tiles((size + panel_width - 1) / panel_width);
        const auto padded = static_cast<size_t>((size + panel_width - 1) / panel_width) *
                            static_cast<size_t>(panel_width);
        std::vector<Correction> corrections, differences;
        std::vector<double> start, offset(padded);
        double total = 0;
        for (int32_t index = 0; index < count; ++index) {
            const at::TensorBase &value = clouds[index]->value;
            TORCH_CHECK(value.dim() == 2 && value.size(1) == size && value.size(0) > 0,
                        "a cloud of shape ", value.sizes(), " among ", size, " dimensions");
            const PackedCloud cloud(as_elements(value));
            tiles.add(cloud);
            const double points = static_cast<double>(cloud.count());
            if (index == 0) {
                start = cloud.mean();
            }
            Correction shift{-points, std::vector<double>(padded)};
            Correction difference{points, std::vector<double>(padded)};
            for (size_t c = 0; c < cloud.mean().size(); ++c) {
                shift.vector[c] = cloud.mean()[c] - static_cast<double>(cloud.shift()[c]);
                // From the first cloud's mean, so that equal means stay equal.
                difference.vector[c] = cloud.mean()[c] - start[c];
                offset[c] += points * difference.vector[c];
            }
            total += points;
            corrections.push_back(std::move(shift));
            differences.push_back(std::move(difference));
        }
        at::TensorBase pooled = ct::empty({size}, at::kDouble);
        auto *means = static_cast<double *>(pooled.mutable_data_ptr());
        for (size_t c = 0; c < start.size(); ++c) {
            offset[c] /= total;
            means[c] = start[c] + offset[c];
        }
        for (Correction &difference : differences) {
            if (count > 1) {
                for (size_t c = 0; c < start.size(); ++c) {
                    difference.vector[c] -= offset[c];
                }
                corrections.push_back(std::move(difference));
            }
        }
        auto matrix = std::make_unique<ct_tensor>(finished(tiles, corrections, size));
        *mean = new ct_tensor{pooled};
        *products = matrix.release();
    });
}
