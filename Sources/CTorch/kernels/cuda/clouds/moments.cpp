// Pooled moments: sums of chunks, from them means and shifts, a shifted copy of all points, its
// products by cuBLAS in parts of at most 4096 points, and a pass that adds up the parts in
// float64 and corrects for the shifts. Groups of clouds that do not stack are added by Chan's
// formula.
#include "kernels/cuda/clouds/moments.hpp"

#include "kernels/cuda/clouds/cloud_stack.hpp"
#include "operations.hpp"

#include <ATen/ops/bmm.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/outer.h>
#include <cmath>
#include <optional>

namespace ct::cuda {

namespace {

/// Points whose products add up in float32.
constexpr int64_t most_rows_of_a_part = 4096;

/// Like blocks of rows, a multiple of 8, in which the points are multiplied.
struct Parts {
    int64_t count, rows;

    explicit Parts(int64_t points)
        : count((points + most_rows_of_a_part - 1) / most_rows_of_a_part),
          rows(((points + count - 1) / count + 7) / 8 * 8) {}
};

/// The products of each part's rows, float32 `[parts, dimensions, dimensions]`.
at::Tensor products(const at::Tensor &stack, const Parts &parts) {
    const at::Tensor blocks = stack.view({parts.count, parts.rows, stack.size(1)});
    if (stack.scalar_type() == at::kFloat) {
        return at::bmm(blocks.transpose(1, 2), blocks);
    }
    if (stack.is_cuda()) {
        return at::bmm(blocks.transpose(1, 2), blocks, at::kFloat);
    }
    const at::Tensor wide = blocks.to(at::kFloat);
    return at::bmm(wide.transpose(1, 2), wide);
}

} // namespace

namespace {

/// Clouds together: how many points, their mean and their products.
struct Pooled {
    double points;
    at::Tensor mean, products;
};

Pooled pooled(const std::vector<at::TensorBase> &clouds) {
    const CloudStack stack(clouds);
    const int64_t size = stack.dimensions(), chunks = stack.chunks();
    const auto count = static_cast<int64_t>(clouds.size());
    const at::TensorOptions wide = stack.first().options().dtype(at::kDouble);
    const Clouds &all = stack.description();
    const at::Tensor sums = at::empty({chunks, 2, size}, wide);
    launch(moments_source, stack.kernel("moments_sums").c_str(), stack.grid(chunks), sums, all,
           sums.mutable_data_ptr());
    const at::Tensor terms = at::empty({3, count, size}, wide), mean = at::empty({size}, wide);
    const at::Tensor shifts = terms[0], rests = terms[1], differences = terms[2];
    launch(moments_source, "moments_means",
           Grid{.x = static_cast<unsigned>((size + 31) / 32), .threads = 256}, sums, all,
           sums.const_data_ptr(), static_cast<int32_t>(chunks),
           static_cast<int32_t>(stack.is_half()), shifts.mutable_data_ptr(),
           rests.mutable_data_ptr(), differences.mutable_data_ptr(), mean.mutable_data_ptr());
    const Parts parts(stack.rows());
    const at::Tensor points = tensor(stack.shifted(shifts, size, parts.count * parts.rows));
    const at::Tensor sum = products(points, parts);
    const at::Tensor matrix = at::empty({size, size}, wide);
    const auto tiles = static_cast<unsigned>((size + 31) / 32);
    launch(moments_source, "moments_pool", Grid{.x = tiles, .y = tiles, .threads = 256}, sums, all,
           sum.const_data_ptr(), parts.count, rests.const_data_ptr(), differences.const_data_ptr(),
           matrix.mutable_data_ptr());
    return {static_cast<double>(stack.rows()), mean, matrix};
}

/// Adds `other` to `sum` by Chan's formula.
void add(Pooled &sum, const Pooled &other) {
    const at::Tensor difference = other.mean.sub(sum.mean);
    const double points = sum.points + other.points;
    // The products of one vector with itself are symmetric to the last bit.
    const at::Tensor scaled = difference.mul(std::sqrt(sum.points * (other.points / points)));
    sum.products.add_(other.products).add_(at::outer(scaled, scaled));
    sum.mean.add_(difference, other.points / points);
    sum.points = points;
}

std::vector<at::TensorBase> chosen(const std::vector<at::TensorBase> &clouds,
                                   const std::vector<size_t> &indices) {
    std::vector<at::TensorBase> result;
    for (size_t index : indices) {
        result.push_back(clouds[index]);
    }
    return result;
}

std::vector<at::TensorBase> products_of_group(const std::vector<at::TensorBase> &clouds,
                                              const at::TensorBase &mean,
                                              const at::TensorBase &matrix,
                                              const ct_factor &factor) {
    const CloudStack stack(clouds);
    const int64_t size = stack.dimensions();
    TORCH_CHECK(matrix.size(0) == size, "a matrix of ", matrix.size(0), " for ", size,
                " dimensions");
    const at::Tensor rounded = at::empty({size, size}, stack.stacked_options());
    at::TensorBase upstream;
    if (factor.upstream) {
        upstream = factor.upstream->value.to(at::kFloat);
    }
    launch(moments_source, stack.is_half() ? "moments_factor_bfloat16" : "moments_factor_float32",
           Grid{.x = static_cast<unsigned>(size), .threads = 256}, matrix, matrix.const_data_ptr(),
           size, factor.scale, factor.diagonal,
           factor.factors ? factor.factors->value.const_data_ptr() : nullptr,
           upstream.defined() ? upstream.const_data_ptr() : nullptr, rounded.mutable_data_ptr());
    const at::Tensor product = at::mm(tensor(stack.shifted(mean, 0, stack.rows())), rounded)
                                   .to(stack.first().scalar_type());
    std::vector<at::TensorBase> results;
    int64_t first = 0;
    for (const at::TensorBase &cloud : clouds) {
        results.push_back(product.narrow(0, first, cloud.size(0)));
        first += cloud.size(0);
    }
    return results;
}

} // namespace

std::pair<at::TensorBase, at::TensorBase>
pooled_moments(const std::vector<at::TensorBase> &clouds) {
    std::optional<Pooled> all;
    for (const std::vector<size_t> &group : stackable_groups(clouds)) {
        const Pooled part = pooled(chosen(clouds, group));
        if (all) {
            add(*all, part);
        } else {
            all = part;
        }
    }
    return {all->mean, all->products};
}

std::vector<at::TensorBase> centred_products(const std::vector<at::TensorBase> &clouds,
                                             const at::TensorBase &mean,
                                             const at::TensorBase &matrix,
                                             const ct_factor &factor) {
    std::vector<at::TensorBase> results(clouds.size());
    for (const std::vector<size_t> &group : stackable_groups(clouds)) {
        const auto part = products_of_group(chosen(clouds, group), mean, matrix, factor);
        for (size_t i = 0; i < group.size(); ++i) {
            results[group[i]] = part[i];
        }
    }
    return results;
}

} // namespace ct::cuda
