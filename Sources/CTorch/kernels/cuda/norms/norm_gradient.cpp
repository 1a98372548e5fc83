// Launches of source/norms/norm_gradient.cuh: as many blocks as run at once, each over as many
// rows, which leave partial sums of weight, bias and input that column_sums.cpp adds up.
#include "kernels/cuda/norms/norm.hpp"
#include "kernels/cuda/layers/rows.hpp"

#include <algorithm>

namespace ct::cuda {

namespace {

const Source source = {
    "norm_gradient",
#include "kernels/cuda/source/norms/norm_gradient.cuh"
};

/// `NormGradientRows` of `source/norm_gradient.cuh`.
struct Rows {
    const void *upstream, *sum;
    const float *statistics, *weight;
    const int64_t *numbers;
    void *gradient, *dropped;
    float *partials;
};

/// Launches the kernel `name` with one partial row of `vectors` sums for each block; gives the
/// sums.
std::vector<at::TensorBase> launch_gradient(const char *name, const at::TensorBase &upstream,
                                            const at::TensorBase &gradient, Rows at,
                                            Dropout dropout, int64_t vectors,
                                            std::initializer_list<at::TensorBase> tensors) {
    constexpr int64_t batch = 4, widest = 2048, chunk = 256;
    const int64_t rows = gradient.size(0), width = gradient.size(1);
    RowLayout layout("LayerNorm's gradient", rows, width, tensors);
    const bool whole = layout.whole && width <= widest;
    if (whole) {
        layout.shape.warps = static_cast<int>(std::max<int64_t>(parts(width, chunk), 1));
    }
    // As many blocks as run at once on the 132 processors of an H100, 16 warps on each, and all of
    // the same number of rows, which a kernel takes up to four at a time. This depends on the shape
    // alone, as the sums do.
    const int64_t most = 132 * std::min(5, 16 / layout.shape.warps);
    const int64_t each = batch * std::max<int64_t>(parts(rows, batch * most), 1);
    const Grid grid{.x = static_cast<unsigned>(width == 0 ? 0 : parts(rows, each)),
                    .threads = static_cast<unsigned>(32 * layout.shape.warps)};
    at::TensorBase partials =
        ct::empty({grid.x, vectors, width}, gradient.options().dtype(at::kFloat));
    at.partials = partials.mutable_data_ptr<float>();
    const std::string kernel =
        std::string(name) + "_" + type_name(upstream) + (whole ? "_whole" : "_ragged");
    launch(source, kernel.c_str(), grid, gradient, at, layout.shape, dropout,
           static_cast<int>(each));
    return partial_sums(partials);
}

} // namespace

std::vector<at::TensorBase> add_norm_gradient(const at::TensorBase &upstream,
                                              const at::TensorBase &sum,
                                              const at::TensorBase &statistics,
                                              const at::TensorBase &weight, const MaskRows &rows) {
    at::TensorBase residual = ct::empty_like(sum);
    at::TensorBase x = rows.dropout.scale.dropped > 0 ? ct::empty_like(sum) : residual;
    const Rows at{upstream.const_data_ptr(),
                  sum.const_data_ptr(),
                  statistics.const_data_ptr<float>(),
                  weight.const_data_ptr<float>(),
                  rows.elements(),
                  residual.mutable_data_ptr(),
                  x.mutable_data_ptr(),
                  nullptr};
    const std::vector<at::TensorBase> sums =
        launch_gradient("add_norm_gradient", upstream, residual, at, rows.dropout, 3,
                        {upstream, sum, weight, residual, x});
    return {residual, x, sums[0], sums[1], sums[2]};
}

std::vector<at::TensorBase> embeddings_gradient(const at::TensorBase &upstream,
                                                const at::TensorBase &sum,
                                                const at::TensorBase &statistics,
                                                const at::TensorBase &weight, Dropout dropout) {
    at::TensorBase gradient = ct::empty_like(sum);
    const Rows at{upstream.const_data_ptr(),
                  sum.const_data_ptr(),
                  statistics.const_data_ptr<float>(),
                  weight.const_data_ptr<float>(),
                  nullptr,
                  gradient.mutable_data_ptr(),
                  nullptr,
                  nullptr};
    const std::vector<at::TensorBase> sums =
        launch_gradient("embeddings_gradient", upstream, gradient, at, dropout, 2,
                        {upstream, sum, weight, gradient});
    return {gradient, sums[0], sums[1]};
}

} // namespace ct::cuda
