// Launches of source/norms/add_norm.cuh: LayerNorm(residual + dropout(x)), and its output again.
#include "kernels/cuda/norms/norm.hpp"
#include "kernels/cuda/layers/rows.hpp"

namespace ct::cuda {

namespace {

const Source source = {
    "add_norm",
#include "kernels/cuda/source/norms/add_norm.cuh"
};

/// `AddNormRows` of `source/add_norm.cuh`.
struct Rows {
    const void *x, *residual;
    const float *weight, *bias;
    const int64_t *numbers;
    void *output, *sum;
    float *statistics;
};

} // namespace

std::vector<at::TensorBase> add_norm(const at::TensorBase &x, const at::TensorBase &residual,
                                     const Affine &affine, const MaskRows &rows) {
    const int64_t count = x.size(0), width = x.size(1);
    at::TensorBase output = ct::empty_like(x), sum = ct::empty_like(x);
    at::TensorBase statistics = ct::empty({count, 2}, x.options().dtype(at::kFloat));
    const RowLayout layout("LayerNorm", count, width,
                           {x, residual, affine.weight, affine.bias, output, sum});
    const Rows at{x.const_data_ptr(),
                  residual.const_data_ptr(),
                  affine.weight.const_data_ptr<float>(),
                  affine.bias.const_data_ptr<float>(),
                  rows.elements(),
                  output.mutable_data_ptr(),
                  sum.mutable_data_ptr(),
                  statistics.mutable_data_ptr<float>()};
    launch(source, layout.kernel("add_norm", x).c_str(), layout.grid(), x, at, layout.shape,
           rows.dropout, affine.epsilon);
    return {output, sum, statistics};
}

at::TensorBase normalized(const at::TensorBase &sum, const at::TensorBase &statistics,
                          const Affine &affine) {
    at::TensorBase output = ct::empty_like(sum);
    const RowLayout layout("LayerNorm", sum.size(0), sum.size(1),
                           {sum, affine.weight, affine.bias, output});
    const Rows at{nullptr,
                  nullptr,
                  affine.weight.const_data_ptr<float>(),
                  affine.bias.const_data_ptr<float>(),
                  nullptr,
                  output.mutable_data_ptr(),
                  const_cast<void *>(sum.const_data_ptr()),
                  const_cast<float *>(statistics.const_data_ptr<float>())};
    launch(source, layout.kernel("normalized", sum).c_str(), layout.grid(), sum, at, layout.shape);
    return output;
}

} // namespace ct::cuda
