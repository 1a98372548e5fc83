// Attention by libtorch's flash kernels, which take packed rows as they are: `[rows, heads, head
// size]`, offsets in int32. Dropout draws from the device's generator, seeded from our key before
// each call.
#include "kernels/cuda/attention/attention.hpp"
#include "kernels/cuda/launch/launch.hpp"
#include "kernels/cuda/attention/reproducible.hpp"
#include "operations.hpp"

#include <ATen/Context.h>
#include <ATen/ops/_flash_attention_backward.h>
#include <ATen/ops/_flash_attention_forward.h>
#include <ATen/ops/cat.h>
#include <mutex>

namespace ct::cuda {

namespace {

/// libtorch's kernels read 16 bytes at a time.
bool is_aligned(const at::TensorBase &x) {
    const auto words = static_cast<int64_t>(16 / x.element_size());
    return reinterpret_cast<uintptr_t>(x.const_data_ptr()) % 16 == 0 && x.stride(0) % words == 0;
}

/// `[rows, hidden]` as `[rows, heads, head size]`.
at::Tensor split(const AttentionInput &input, const at::TensorBase &rows) {
    const at::Tensor aligned = tensor(is_aligned(rows) ? rows : rows.contiguous());
    return aligned.as_strided({rows.size(0), input.heads, input.head_size},
                              {aligned.stride(0), input.head_size, 1});
}

/// `[rows, heads, head size]`, contiguous, as `[rows, hidden]`.
at::Tensor joined(const at::Tensor &x) { return x.view({x.size(0), x.size(1) * x.size(2)}); }

/// Numbers that follow from a key look independent of those of any other key (splitmix64).
uint64_t mixed(uint64_t x) {
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

/// libtorch's attention draws from the device's generator, whose count starts anew with a seed.
void seed_generator(const AttentionInput &input) {
    if (input.dropout == 0) {
        return;
    }
    const ct_random_key key = input.random;
    const uint64_t place = static_cast<uint64_t>(key.step) << 32 | key.site;
    at::Generator generator = at::globalContext().defaultGenerator(input.key.device());
    const std::lock_guard<std::mutex> lock(generator.mutex());
    generator.set_current_seed(mixed(mixed(key.seed) ^ place));
}

/// Whether `second` is the columns that follow those of `first` in the same rows.
bool follows(const at::TensorBase &second, const at::TensorBase &first) {
    return second.is_alias_of(first) && second.sizes() == first.sizes() &&
           second.strides() == first.strides() &&
           second.storage_offset() == first.storage_offset() + first.size(1);
}

/// Copies gradients to where they belong, in one launch where that is one matrix.
void write(const at::Tensor &query, const at::Tensor &key, const at::Tensor &value,
           const AttentionGradients &into) {
    const int64_t hidden = into.key.size(1), rows = into.key.size(0), stride = into.key.stride(0);
    if (follows(into.key, into.query) && follows(into.value, into.key)) {
        at::Tensor all = tensor(into.query).as_strided({rows, 3 * hidden}, {stride, 1});
        at::cat_out(all, {joined(query), joined(key), joined(value)}, 1);
        return;
    }
    tensor(into.query).copy_(joined(query));
    if (follows(into.value, into.key)) {
        at::Tensor both = tensor(into.key).as_strided({rows, 2 * hidden}, {stride, 1});
        at::cat_out(both, {joined(key), joined(value)}, 1);
        return;
    }
    tensor(into.key).copy_(joined(key));
    tensor(into.value).copy_(joined(value));
}

} // namespace

bool flash_takes(const AttentionInput &input) {
    return input.key.is_cuda() && input.key.scalar_type() != at::kFloat &&
           input.head_size % 8 == 0 && input.head_size <= 256 &&
           compute_capability(input.key) >= 80;
}

std::vector<at::TensorBase> flash_attention(const AttentionInput &input) {
    seed_generator(input);
    const auto [attended, sums, seed, offset, mask] = at::_flash_attention_forward(
        split(input, input.query), split(input, input.key), split(input, input.value),
        tensor(input.query_offsets), tensor(input.key_offsets), input.longest_query,
        input.longest_key, input.dropout, false, false);
    return {joined(attended), sums, seed, offset};
}

void flash_attention_gradients(const AttentionInput &input, const at::TensorBase &gradient,
                               const std::vector<at::TensorBase> &outputs,
                               const AttentionGradients &into) {
    const Reproducible reproducible;
    const auto [query, key, value] = at::_flash_attention_backward(
        split(input, gradient), split(input, input.query), split(input, input.key),
        split(input, input.value), split(input, outputs[CT_ATTENDED]),
        tensor(outputs[CT_LOG_SUM_EXP]), tensor(input.query_offsets), tensor(input.key_offsets),
        input.longest_query, input.longest_key, input.dropout, false,
        tensor(outputs[CT_RANDOM_SEED]), tensor(outputs[CT_RANDOM_OFFSET]));
    write(query, key, value, into);
}

} // namespace ct::cuda
