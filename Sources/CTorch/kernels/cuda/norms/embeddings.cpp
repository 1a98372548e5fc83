// Launches of source/norms/embeddings.cuh: three lookups, LayerNorm and dropout in one pass.
#include "kernels/cuda/norms/norm.hpp"
#include "kernels/cuda/layers/rows.hpp"

namespace ct::cuda {

namespace {

const Source source = {
    "embeddings",
#include "kernels/cuda/source/norms/embeddings.cuh"
};

/// `EmbeddingRows` of `source/embeddings.cuh`.
struct Rows {
    const float *words, *positions, *types;
    const int64_t *ids, *position_ids, *type_ids;
    int64_t word_count, position_count, type_count;
    const float *weight, *bias;
    void *output;
    float *sum, *statistics;
};

} // namespace

std::vector<at::TensorBase> embeddings(const Lookup &words, const Lookup &positions,
                                       const Lookup &types, const Affine &affine, Dropout dropout,
                                       at::ScalarType type) {
    const int64_t count = words.indices.numel(), width = words.table.size(1);
    const auto options = words.table.options();
    at::TensorBase output = ct::empty({count, width}, options.dtype(type));
    at::TensorBase sum = ct::empty({count, width}, options);
    at::TensorBase statistics = ct::empty({count, 2}, options);
    const RowLayout layout(
        "LayerNorm", count, width,
        {words.table, positions.table, types.table, affine.weight, affine.bias, output, sum});
    const auto table = [](const Lookup &lookup) { return lookup.table.const_data_ptr<float>(); };
    const auto ids = [](const Lookup &lookup) { return lookup.indices.const_data_ptr<int64_t>(); };
    const Rows at{table(words),
                  table(positions),
                  table(types),
                  ids(words),
                  ids(positions),
                  ids(types),
                  words.table.size(0),
                  positions.table.size(0),
                  types.table.size(0),
                  affine.weight.const_data_ptr<float>(),
                  affine.bias.const_data_ptr<float>(),
                  output.mutable_data_ptr(),
                  sum.mutable_data_ptr<float>(),
                  statistics.mutable_data_ptr<float>()};
    launch(source, layout.kernel("embeddings", output).c_str(), layout.grid(), output, at,
           layout.shape, dropout, affine.epsilon);
    return {output, sum, statistics};
}

} // namespace ct::cuda
