#pragma once

#include "kernels/cuda/layers/dropout.hpp"

#include <vector>

/// The CUDA forms of `ct_add_norm_*`, `ct_normalized` and `ct_embeddings_*`. Their tensors are
/// contiguous and checked: matrices `[rows, width]` of float32 or bfloat16, float32 vectors.
namespace ct::cuda {

/// LayerNorm's weight and bias.
struct Affine {
    at::TensorBase weight, bias;
    float epsilon;
};

/// A row's numbers for the mask: int64, or undefined for 0, 1, ….
struct MaskRows {
    at::TensorBase numbers;
    Dropout dropout;

    const int64_t *elements() const {
        return numbers.defined() ? numbers.const_data_ptr<int64_t>() : nullptr;
    }
};

/// The output, the sum and its statistics.
std::vector<at::TensorBase> add_norm(const at::TensorBase &x, const at::TensorBase &residual,
                                     const Affine &affine, const MaskRows &rows);

at::TensorBase normalized(const at::TensorBase &sum, const at::TensorBase &statistics,
                          const Affine &affine);

/// The gradients of the residual, of `x`, of the weight and the bias, and the sums over the rows of
/// the gradient of `x`. Without dropout the first two are one tensor.
std::vector<at::TensorBase> add_norm_gradient(const at::TensorBase &upstream,
                                              const at::TensorBase &sum,
                                              const at::TensorBase &statistics,
                                              const at::TensorBase &weight, const MaskRows &rows);

/// A table of float32 rows and the row that each token takes.
struct Lookup {
    at::TensorBase table, indices;
};

/// The output of `type`, the sum and its statistics. An index outside its table ends the launch,
/// and with it the use of the device.
std::vector<at::TensorBase> embeddings(const Lookup &words, const Lookup &positions,
                                       const Lookup &types, const Affine &affine, Dropout dropout,
                                       at::ScalarType type);

/// The gradients of the sum (float32), of the weight and of the bias.
std::vector<at::TensorBase> embeddings_gradient(const at::TensorBase &upstream,
                                                const at::TensorBase &sum,
                                                const at::TensorBase &statistics,
                                                const at::TensorBase &weight, Dropout dropout);

} // namespace ct::cuda
