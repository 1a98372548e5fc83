#pragma once

#include "../../support.hpp"

#include <vector>

namespace ct::cuda {

/// Packed attention as CUDA's kernels read it: `[rows, heads, head size]`, offsets of int32.
struct AttentionInput {
    at::Tensor query, key, value, query_offsets, key_offsets;
    int64_t heads, head_size, longest_query, longest_key;
    double dropout;
    ct_random_key random;

    /// Refuses what no form of attention on this device takes.
    explicit AttentionInput(const ct_packed_attention &attention);

    int64_t hidden() const { return heads * head_size; }
    /// `[rows, hidden]` as `[rows, heads, head size]`.
    at::Tensor split(const at::Tensor &rows) const;
};

/// The gradients of queries, keys and values, to be overwritten.
struct AttentionGradients {
    at::Tensor query, key, value;
};

/// The four tensors of `ct_attention_forward`.
std::vector<at::Tensor> attention_forward(const ct_packed_attention &attention);
void attention_gradients(const ct_packed_attention &attention, const at::Tensor &gradient,
                         const std::vector<at::Tensor> &outputs, AttentionGradients into);

/// Attention one sequence after the other by plain products in float32, with the processor's dropout
/// masks: for shapes that libtorch's kernels do not take. Waits for the offsets.
std::vector<at::Tensor> composed_attention(const AttentionInput &input);
void composed_attention_gradients(const AttentionInput &input, const at::Tensor &gradient,
                                  const std::vector<at::Tensor> &outputs, AttentionGradients into);

} // namespace ct::cuda
