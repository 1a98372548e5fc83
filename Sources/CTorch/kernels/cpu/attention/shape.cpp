// Where each head of each sequence lies in `[rows, hidden]`, checked once for both directions.
// Random numbers go by groups of 128: a head of n keys has ceil(n * n / 128) of them, after those
// of the heads and sequences before it.
#include "kernels/cpu/attention/shape.hpp"

#include "kernels/cpu/shared/random.hpp"

#include <cmath>

namespace ct {

namespace {

constexpr int64_t group_size = 128;

uint64_t groups_per_head(int64_t keys) {
    return static_cast<uint64_t>((keys * keys + group_size - 1) / group_size);
}

std::vector<int64_t> checked_offsets(const at::TensorBase &given, const char *name, int64_t rows) {
    const auto type = given.scalar_type();
    TORCH_CHECK(given.dim() == 1 && (type == at::kLong || type == at::kInt) &&
                    given.is_contiguous() && given.device().is_cpu(),
                name, " must be contiguous int64 or int32 [sequences + 1], not ", type, " ",
                given.sizes());
    const at::TensorBase offsets = given.to(at::kLong);
    TORCH_CHECK(offsets.numel() > 0, name, " are empty");
    const int64_t *data = offsets.const_data_ptr<int64_t>();
    std::vector<int64_t> starts(data, data + offsets.numel());
    TORCH_CHECK(starts.front() == 0 && starts.back() == rows, name, " go from ", starts.front(),
                " to ", starts.back(), ", the rows from 0 to ", rows);
    for (size_t i = 1; i < starts.size(); ++i) {
        TORCH_CHECK(starts[i - 1] <= starts[i], name, " decrease at sequence ", i - 1);
    }
    return starts;
}

} // namespace

AttentionShape::AttentionShape(const ct_packed_attention &attention)
    : heads(attention.heads), random(attention.key) {
    const at::TensorBase &q = attention.queries->value, &k = attention.keys->value;
    TORCH_CHECK(q.dim() == 2, "queries must be [rows, hidden], not ", q.sizes());
    TORCH_CHECK(k.dim() == 2, "keys must be [tokens, hidden], not ", k.sizes());
    bfloat16 = k.scalar_type() == at::kBFloat16;
    TORCH_CHECK(bfloat16 || k.scalar_type() == at::kFloat, "attention over ", k.scalar_type(),
                ", not float32 or bfloat16");
    query_rows = q.size(0);
    tokens = k.size(0);
    hidden = k.size(1);
    TORCH_CHECK(heads > 0 && hidden > 0 && hidden % heads == 0, "hidden size ", hidden,
                " is no multiple of ", heads, " heads");
    head_size = hidden / heads;
    check_rows(q, "queries", query_rows);
    check_rows(k, "keys", tokens);
    check_rows(attention.values->value, "values", tokens);
    query_offsets = checked_offsets(attention.query_offsets->value, "query offsets", query_rows);
    key_offsets = checked_offsets(attention.key_offsets->value, "key offsets", tokens);
    TORCH_CHECK(query_offsets.size() == key_offsets.size(), "query offsets are of ",
                query_offsets.size() - 1, " sequences, key offsets of ", key_offsets.size() - 1);
    sequences = static_cast<int64_t>(key_offsets.size()) - 1;
    const DropoutScale probability(attention.dropout);
    dropped = probability.dropped;
    kept = probability.kept;
    uint64_t group = 0;
    for (size_t i = 0; i + 1 < key_offsets.size(); ++i) {
        const int64_t queries = query_offsets[i + 1] - query_offsets[i];
        const int64_t keys = key_offsets[i + 1] - key_offsets[i];
        TORCH_CHECK(queries <= keys, "sequence ", i, " has ", queries, " queries for ", keys,
                    " keys: its query offsets or key offsets are wrong");
        first_group.push_back(group);
        group += groups_per_head(keys) * static_cast<uint64_t>(heads);
    }
}

void AttentionShape::check_rows(const at::TensorBase &tensor, const char *name,
                                int64_t rows) const {
    const auto type = bfloat16 ? at::kBFloat16 : at::kFloat;
    TORCH_CHECK(tensor.dim() == 2 && tensor.size(0) == rows && tensor.size(1) == hidden &&
                    tensor.scalar_type() == type && tensor.device().is_cpu(),
                name, " are ", tensor.scalar_type(), " ", tensor.sizes(), ", not ", type, " [", rows,
                ", ", hidden, "]");
    TORCH_CHECK(hidden == 1 || tensor.stride(1) == 1, name, " have a stride of ", tensor.stride(1),
                " inside their rows, not 1");
}

Head AttentionShape::head(int64_t item) const {
    const auto sequence = static_cast<size_t>(item / heads);
    Head result;
    result.queries = query_offsets[sequence + 1] - query_offsets[sequence];
    result.keys = key_offsets[sequence + 1] - key_offsets[sequence];
    result.size = head_size;
    result.scale = 1.0f / std::sqrt(static_cast<float>(head_size));
    result.random = random;
    result.first_group = first_group[sequence] + groups_per_head(result.keys) *
                                                     static_cast<uint64_t>(item % heads);
    result.dropped = dropped;
    result.kept = kept;
    return result;
}

int64_t AttentionShape::element_offset(const at::TensorBase &tensor,
                                       const std::vector<int64_t> &offsets, int64_t item) const {
    const int64_t start = offsets[static_cast<size_t>(item / heads)];
    return (start * tensor.stride(0) + item % heads * head_size) * (bfloat16 ? 2 : 4);
}

HeadRows<const void *> AttentionShape::query_rows_of(const at::TensorBase &tensor,
                                                     int64_t item) const {
    const auto *bytes = static_cast<const char *>(tensor.const_data_ptr());
    return {bytes + element_offset(tensor, query_offsets, item), tensor.stride(0)};
}

HeadRows<const void *> AttentionShape::key_rows_of(const at::TensorBase &tensor,
                                                   int64_t item) const {
    const auto *bytes = static_cast<const char *>(tensor.const_data_ptr());
    return {bytes + element_offset(tensor, key_offsets, item), tensor.stride(0)};
}

HeadRows<void *> AttentionShape::writable_query_rows_of(const at::TensorBase &tensor,
                                                        int64_t item) const {
    auto *bytes = static_cast<char *>(tensor.mutable_data_ptr());
    return {bytes + element_offset(tensor, query_offsets, item), tensor.stride(0)};
}

HeadRows<void *> AttentionShape::writable_key_rows_of(const at::TensorBase &tensor,
                                                      int64_t item) const {
    auto *bytes = static_cast<char *>(tensor.mutable_data_ptr());
    return {bytes + element_offset(tensor, key_offsets, item), tensor.stride(0)};
}

int64_t AttentionShape::sum_index(int64_t item) const {
    return item % heads * query_rows + query_offsets[static_cast<size_t>(item / heads)];
}

} // namespace ct
