#pragma once

#include "support.hpp"

#include <vector>

namespace ct::cuda {

/// Packed attention as CUDA's kernels read it.
struct AttentionInput {
    /// `[rows, hidden]` of contiguous columns.
    at::TensorBase query, key, value;
    /// Int32, `[sequences + 1]`.
    at::TensorBase query_offsets, key_offsets;
    int64_t heads, head_size, longest_query, longest_key;
    double dropout;
    ct_random_key random;

    /// Refuses what no form of attention on this device takes.
    explicit AttentionInput(const ct_packed_attention &attention);

    int64_t hidden() const { return heads * head_size; }
    int64_t sequences() const { return key_offsets.numel() - 1; }
    /// Refuses rows that are not like the keys, with contiguous columns.
    void check(const at::TensorBase &rows, const char *name) const;
};

/// The gradients of queries, keys and values, to be overwritten.
struct AttentionGradients {
    at::TensorBase query, key, value;
};

/// The four tensors of `ct_attention_forward`.
std::vector<at::TensorBase> attention_forward(const ct_packed_attention &attention);
void attention_gradients(const ct_packed_attention &attention, const at::TensorBase &gradient,
                         const std::vector<at::TensorBase> &outputs, AttentionGradients into);

/// Whether libtorch's flash attention takes it: 16-bit elements, heads of multiples of 8 up to 256,
/// and a device of compute capability 8.0 or more.
bool flash_takes(const AttentionInput &input);
/// Dropout masks are libtorch's: they follow from the key, but are not the processor's.
std::vector<at::TensorBase> flash_attention(const AttentionInput &input);
void flash_attention_gradients(const AttentionInput &input, const at::TensorBase &gradient,
                               const std::vector<at::TensorBase> &outputs,
                               const AttentionGradients &into);

/// Kernels of our own for everything else, with float32 sums and the processor's dropout masks. The
/// third and fourth of the outputs say what a dropout keeps: a bit for each probability.
///
/// Of bfloat16 and float16 only inputs and results are rounded: the processor rounds probabilities
/// and gradients of scores as well, which are operands of its products.
std::vector<at::TensorBase> packed_attention(const AttentionInput &input);
void packed_attention_gradients(const AttentionInput &input, const at::TensorBase &gradient,
                                const std::vector<at::TensorBase> &outputs,
                                const AttentionGradients &into);

} // namespace ct::cuda
