#pragma once

#include "kernels/cuda/layers/dropout.hpp"

#include <vector>

/// The CUDA forms of `ct_add_norm_*`, `ct_normalized` and `ct_embeddings_*`. Their tensors are
/// contiguous and checked: matrices `[rows, width]` of float32 or bfloat16, float32 vectors.
namespace ct::cuda {

/// LayerNorm's weight and bias.
struct Affine {
    at::Tensor weight, bias;
    float epsilon;
};

/// A row's numbers for the mask: int64, or undefined for 0, 1, ….
struct MaskRows {
    at::Tensor numbers;
    Dropout dropout;

    const int64_t *elements() const {
        return numbers.defined() ? numbers.const_data_ptr<int64_t>() : nullptr;
    }
};

/// The output, the sum and its statistics.
std::vector<at::Tensor> add_norm(const at::Tensor &x, const at::Tensor &residual,
                                 const Affine &affine, const MaskRows &rows);

at::Tensor normalized(const at::Tensor &sum, const at::Tensor &statistics, const Affine &affine);

/// The gradients of the residual, of `x`, of the weight and the bias, and the sums over the rows of
/// the gradient of `x`. Without dropout the first two are one tensor.
std::vector<at::Tensor> add_norm_gradient(const at::Tensor &upstream, const at::Tensor &sum,
                                          const at::Tensor &statistics, const at::Tensor &weight,
                                          const MaskRows &rows);

/// A table of float32 rows and the row that each token takes.
struct Lookup {
    at::Tensor table, indices;
};

/// The output of `type`, the sum and its statistics. An index outside its table ends the launch,
/// and with it the use of the device.
std::vector<at::Tensor> embeddings(const Lookup &words, const Lookup &positions,
                                   const Lookup &types, const Affine &affine, Dropout dropout,
                                   at::ScalarType type);

/// The gradients of the sum (float32), of the weight and of the bias.
std::vector<at::Tensor> embeddings_gradient(const at::Tensor &upstream, const at::Tensor &sum,
                                            const at::Tensor &statistics, const at::Tensor &weight,
                                            Dropout dropout);

} // namespace ct::cuda
