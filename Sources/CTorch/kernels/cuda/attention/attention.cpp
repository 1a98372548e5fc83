// Checks packed attention for a device and chooses its form: flash attention of libtorch where
// type and head allow it, else kernels of our own.
#include "kernels/cuda/attention/attention.hpp"

namespace ct::cuda {

namespace {

at::TensorBase int32_offsets(const at::TensorBase &offsets, const char *name) {
    const auto type = offsets.scalar_type();
    TORCH_CHECK(offsets.dim() == 1 && offsets.numel() > 1 &&
                    (type == at::kInt || type == at::kLong),
                name, " must be int32 or int64 [sequences + 1], not ", type, " ", offsets.sizes());
    return type == at::kInt && offsets.is_contiguous() ? offsets : offsets.to(at::kInt).contiguous();
}

} // namespace

AttentionInput::AttentionInput(const ct_packed_attention &attention)
    : heads(attention.heads), longest_query(attention.longest_query),
      longest_key(attention.longest_key), dropout(attention.dropout), random(attention.key) {
    const at::TensorBase &q = attention.queries->value, &k = attention.keys->value;
    const at::TensorBase &v = attention.values->value;
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
    query = q;
    key = k;
    value = v;
    check(q, "queries");
    check(k, "keys");
    check(v, "values");
}

void AttentionInput::check(const at::TensorBase &rows, const char *name) const {
    TORCH_CHECK(rows.dim() == 2 && rows.size(1) == hidden() &&
                    rows.scalar_type() == key.scalar_type() &&
                    (rows.size(1) == 1 || rows.stride(1) == 1),
                name, " are ", rows.scalar_type(), " ", rows.sizes(), " of strides ",
                rows.strides(), ", not ", key.scalar_type(), " [rows, ", hidden(),
                "] with contiguous columns");
}

std::vector<at::TensorBase> attention_forward(const ct_packed_attention &attention) {
    const AttentionInput input(attention);
    if (input.query.size(0) == 0) {
        const at::TensorBase none = ct::empty({0}, at::dtype(at::kLong).device(input.key.device()));
        return {ct::empty({0, input.hidden()}, input.key.options()),
                ct::empty({input.heads, 0}, input.key.options().dtype(at::kFloat)), none, none};
    }
    return flash_takes(input) ? flash_attention(input) : packed_attention(input);
}

void attention_gradients(const ct_packed_attention &attention, const at::TensorBase &gradient,
                         const std::vector<at::TensorBase> &outputs, AttentionGradients into) {
    const AttentionInput input(attention);
    TORCH_CHECK(into.query.sizes() == input.query.sizes() &&
                    into.key.sizes() == input.key.sizes() &&
                    into.value.sizes() == input.key.sizes(),
                "gradients of shape ", into.query.sizes(), ", ", into.key.sizes(), " and ",
                into.value.sizes());
    if (input.query.size(0) == 0) {
        into.key.zero_();
        into.value.zero_();
        return;
    }
    input.check(gradient, "gradients");
    input.check(outputs[CT_ATTENDED], "attended values");
    TORCH_CHECK(gradient.size(0) == input.query.size(0) &&
                    outputs[CT_ATTENDED].size(0) == input.query.size(0),
                "gradients ", gradient.sizes(), " of attended values ",
                outputs[CT_ATTENDED].sizes(), " for ", input.query.size(0), " queries");
    if (flash_takes(input)) {
        flash_attention_gradients(input, gradient, outputs, into);
    } else {
        packed_attention_gradients(input, gradient, outputs, into);
    }
}

} // namespace ct::cuda
