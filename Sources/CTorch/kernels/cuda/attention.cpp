#include "attention.hpp"

#include "reproducible.hpp"

#include <ATen/Context.h>
#include <mutex>

namespace ct::cuda {

namespace {

enum class Form { flash, efficient, composed };

/// libtorch's kernels read 16 bytes at a time.
bool is_aligned(const at::Tensor &x) {
    const auto words = static_cast<int64_t>(16 / x.element_size());
    return reinterpret_cast<uintptr_t>(x.const_data_ptr()) % 16 == 0 && x.stride(0) % words == 0;
}

at::Tensor aligned(const at::Tensor &x) { return is_aligned(x) ? x : x.contiguous(); }

Form form_of(const AttentionInput &input) {
    const bool single = input.key.scalar_type() == at::kFloat;
    if (!input.key.is_cuda()) {
        return Form::composed;
    }
    if (!single && input.head_size % 8 == 0 && input.head_size <= 256) {
        return Form::flash;
    }
    return single && input.head_size % 4 == 0 ? Form::efficient : Form::composed;
}

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

at::Tensor int32_offsets(const at::Tensor &offsets, const char *name) {
    const auto type = offsets.scalar_type();
    TORCH_CHECK(offsets.dim() == 1 && offsets.numel() > 1 &&
                    (type == at::kInt || type == at::kLong),
                name, " must be int32 or int64 [sequences + 1], not ", type, " ", offsets.sizes());
    return offsets.to(at::kInt).contiguous();
}

/// Whether `second` is the columns that follow those of `first` in the same rows.
bool follows(const at::Tensor &second, const at::Tensor &first) {
    return second.is_alias_of(first) && second.sizes() == first.sizes() &&
           second.strides() == first.strides() &&
           second.storage_offset() == first.storage_offset() + first.size(1);
}

/// Copies gradients to where they belong, in one launch where that is one matrix.
void write(const at::Tensor &query, const at::Tensor &key, const at::Tensor &value,
           const AttentionGradients &into) {
    const int64_t hidden = into.key.size(1), rows = into.key.size(0), stride = into.key.stride(0);
    if (follows(into.key, into.query) && follows(into.value, into.key)) {
        at::Tensor all = into.query.as_strided({rows, 3 * hidden}, {stride, 1});
        at::cat_out(all, {query.flatten(1), key.flatten(1), value.flatten(1)}, 1);
        return;
    }
    into.query.copy_(query.flatten(1));
    if (follows(into.value, into.key)) {
        at::Tensor both = into.key.as_strided({rows, 2 * hidden}, {stride, 1});
        at::cat_out(both, {key.flatten(1), value.flatten(1)}, 1);
        return;
    }
    into.key.copy_(key.flatten(1));
    into.value.copy_(value.flatten(1));
}

} // namespace

AttentionInput::AttentionInput(const ct_packed_attention &attention)
    : heads(attention.heads), longest_query(attention.longest_query),
      longest_key(attention.longest_key), dropout(attention.dropout), random(attention.key) {
    const at::Tensor &q = attention.queries->value, &k = attention.keys->value;
    const at::Tensor &v = attention.values->value;
    TORCH_CHECK(k.dim() == 2 && k.sizes() == v.sizes(), "keys ", k.sizes(), " and values ",
                v.sizes(), " must be [tokens, hidden]");
    const int64_t size = k.size(1);
    TORCH_CHECK(q.dim() == 2 && q.size(1) == size, "queries must be [rows, ", size, "], not ",
                q.sizes());
    TORCH_CHECK(heads > 0 && size > 0 && size % heads == 0, "hidden size ", size,
                " is no multiple of ", heads, " heads");
    head_size = size / heads;
    const auto type = k.scalar_type();
    TORCH_CHECK(type == at::kFloat || type == at::kBFloat16 || type == at::kHalf,
                "attention over ", type, ", not float32, bfloat16 or float16");
    TORCH_CHECK(q.scalar_type() == type && v.scalar_type() == type, "attention of ",
                q.scalar_type(), ", ", type, " and ", v.scalar_type());
    TORCH_CHECK(dropout >= 0 && dropout < 1, "dropout probability ", dropout,
                " is outside [0, 1)");
    query_offsets = int32_offsets(attention.query_offsets->value, "query offsets");
    key_offsets = int32_offsets(attention.key_offsets->value, "key offsets");
    TORCH_CHECK(query_offsets.numel() == key_offsets.numel(), "query offsets are of ",
                query_offsets.numel() - 1, " sequences, key offsets of ", key_offsets.numel() - 1);
    TORCH_CHECK(longest_query <= q.size(0) && longest_key <= k.size(0) &&
                    longest_query <= longest_key && (q.size(0) == 0 || longest_query > 0),
                "the longest sequence has ", longest_query, " of ", q.size(0), " queries and ",
                longest_key, " of ", k.size(0), " keys");
    query = split(q);
    key = split(k);
    value = split(v);
}

at::Tensor AttentionInput::split(const at::Tensor &rows) const {
    TORCH_CHECK(rows.dim() == 2 && rows.size(1) == hidden() &&
                    (rows.size(1) == 1 || rows.stride(1) == 1),
                "rows of ", rows.sizes(), " and strides ", rows.strides(), " for ", hidden(),
                " contiguous columns");
    return aligned(rows).unflatten(1, {heads, head_size});
}

std::vector<at::Tensor> attention_forward(const ct_packed_attention &attention) {
    const AttentionInput input(attention);
    const at::Tensor none = at::empty({0}, at::dtype(at::kLong).device(input.key.device()));
    if (input.query.size(0) == 0) {
        return {at::empty({0, input.hidden()}, input.key.options()),
                at::empty({input.heads, 0}, input.key.options().dtype(at::kFloat)), none, none};
    }
    switch (form_of(input)) {
    case Form::flash: {
        seed_generator(input);
        const auto [attended, sums, seed, offset, mask] = at::_flash_attention_forward(
            input.query, input.key, input.value, input.query_offsets, input.key_offsets,
            input.longest_query, input.longest_key, input.dropout, false, false);
        return {attended.flatten(1), sums, seed, offset};
    }
    case Form::efficient: {
        seed_generator(input);
        const auto [attended, sums, seed, offset, longest_query, longest_key] =
            at::_efficient_attention_forward(
                input.query.unsqueeze(0), input.key.unsqueeze(0), input.value.unsqueeze(0), {},
                input.query_offsets, input.key_offsets, input.longest_query, input.longest_key,
                input.dropout, 0, true);
        return {attended.squeeze(0).flatten(1), sums, seed, offset};
    }
    case Form::composed: break;
    }
    return composed_attention(input);
}

void attention_gradients(const ct_packed_attention &attention, const at::Tensor &gradient,
                         const std::vector<at::Tensor> &outputs, AttentionGradients into) {
    const AttentionInput input(attention);
    TORCH_CHECK(into.query.sizes() == attention.queries->value.sizes() &&
                    into.key.sizes() == attention.keys->value.sizes() &&
                    into.value.sizes() == into.key.sizes(),
                "gradients of shape ", into.query.sizes(), ", ", into.key.sizes(), " and ",
                into.value.sizes());
    if (input.query.size(0) == 0) {
        into.key.zero_();
        into.value.zero_();
        return;
    }
    const at::Tensor upstream = input.split(gradient);
    const at::Tensor attended = input.split(outputs[CT_ATTENDED]);
    const at::Tensor &sums = outputs[CT_LOG_SUM_EXP];
    const at::Tensor &seed = outputs[CT_RANDOM_SEED], &offset = outputs[CT_RANDOM_OFFSET];
    switch (form_of(input)) {
    case Form::flash: {
        const Reproducible reproducible;
        const auto [query, key, value] = at::_flash_attention_backward(
            upstream, input.query, input.key, input.value, attended, sums, input.query_offsets,
            input.key_offsets, input.longest_query, input.longest_key, input.dropout, false, seed,
            offset);
        return write(query, key, value, into);
    }
    case Form::efficient: {
        const Reproducible reproducible;
        const auto [query, key, value, bias] = at::_efficient_attention_backward(
            upstream.unsqueeze(0), input.query.unsqueeze(0), input.key.unsqueeze(0),
            input.value.unsqueeze(0), {}, attended.unsqueeze(0), input.query_offsets,
            input.key_offsets, input.longest_query, input.longest_key, sums, input.dropout, seed,
            offset, 0, false);
        return write(query.squeeze(0), key.squeeze(0), value.squeeze(0), into);
    }
    case Form::composed: break;
    }
    composed_attention_gradients(input, gradient, outputs, into);
}

} // namespace ct::cuda
