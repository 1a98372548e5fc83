#include "attention.hpp"

#include <cmath>

extern "C" void sgemm_(const char *transa, const char *transb, const int *m, const int *n,
                       const int *k, const float *alpha, const float *a, const int *lda,
                       const float *b, const int *ldb, const float *beta, float *c, const int *ldc);

namespace ct {

namespace {

uint64_t groups_per_head(int64_t length) {
    return static_cast<uint64_t>((length * length + random_group - 1) / random_group);
}

CT_VECTORIZED void widen(const uint16_t *from, float *to, int64_t count) {
    for (int64_t i = 0; i < count; ++i) {
        to[i] = from_bfloat16(from[i]);
    }
}

CT_VECTORIZED void narrow(const float *from, uint16_t *to, int64_t count) {
    for (int64_t i = 0; i < count; ++i) {
        to[i] = to_bfloat16(from[i]);
    }
}

CT_VECTORIZED void fill_multipliers(ct_random_key key, uint64_t first, int64_t groups,
                                    DropoutScale scale, float *multipliers) {
    for (int64_t group = 0; group < groups; ++group) {
        dropout_multipliers(key, first + static_cast<uint64_t>(group), scale,
                            multipliers + group * random_group);
    }
}

} // namespace

AttentionShape::AttentionShape(const at::Tensor &q, const at::Tensor &k, const at::Tensor &v,
                               const at::Tensor &starts, int32_t head_count)
    : tokens(q.size(0)), hidden(q.size(-1)), heads(head_count), head_size(0),
      sequences(starts.numel() - 1), half(q.scalar_type() == at::kBFloat16), scale(0) {
    TORCH_CHECK(half || q.scalar_type() == at::kFloat, "attention over ", q.scalar_type());
    TORCH_CHECK(q.dim() == 2, "attention over ", q.sizes(), ", not [tokens, hidden]");
    TORCH_CHECK(heads > 0 && hidden % heads == 0, "hidden size ", hidden, " is no multiple of ",
                heads, " heads");
    head_size = hidden / heads;
    scale = 1.0f / std::sqrt(static_cast<float>(head_size));
    for (const at::Tensor *other : {&k, &v}) {
        TORCH_CHECK(other->sizes() == q.sizes() && other->scalar_type() == q.scalar_type(),
                    "queries, keys and values differ in shape or type");
    }
    TORCH_CHECK(starts.scalar_type() == at::kLong && starts.is_contiguous(), "offsets must be int64");
    TORCH_CHECK(sequences >= 0, "offsets are empty");
    const int64_t *data = starts.const_data_ptr<int64_t>();
    offsets.assign(data, data + sequences + 1);
    TORCH_CHECK(offsets.front() == 0 && offsets.back() == tokens, "offsets end at ",
                offsets.back(), ", the batch has ", tokens, " tokens");
    uint64_t group = 0;
    for (int64_t sequence = 0; sequence < sequences; ++sequence) {
        TORCH_CHECK(length(sequence) >= 0, "offsets decrease at sequence ", sequence);
        first_group.push_back(group);
        group += groups_per_head(length(sequence)) * static_cast<uint64_t>(heads);
    }
}

uint64_t AttentionShape::random_start(int64_t sequence, int64_t head) const {
    return first_group[static_cast<size_t>(sequence)] +
           groups_per_head(length(sequence)) * static_cast<uint64_t>(head);
}

void multiply(bool transpose_a, bool transpose_b, int64_t m, int64_t n, int64_t k, float alpha,
              const float *a, int64_t lda, const float *b, int64_t ldb, float beta, float *c,
              int64_t ldc) {
    // BLAS is column-major: a row-major product is the product of the transposes in other order.
    const int rows = static_cast<int>(n), columns = static_cast<int>(m), depth = static_cast<int>(k);
    const int first = static_cast<int>(ldb), second = static_cast<int>(lda);
    const int result = static_cast<int>(ldc);
    sgemm_(transpose_b ? "T" : "N", transpose_a ? "T" : "N", &rows, &columns, &depth, &alpha, b,
           &first, a, &second, &beta, c, &result);
}

HeadRows head_rows(const at::Tensor &packed, int64_t first_row, int64_t rows, int64_t head,
                   int64_t head_size, std::vector<float> &scratch) {
    const int64_t stride = packed.size(1), start = first_row * stride + head * head_size;
    if (packed.scalar_type() == at::kFloat) {
        return {packed.const_data_ptr<float>() + start, stride};
    }
    const auto *data = static_cast<const uint16_t *>(packed.const_data_ptr()) + start;
    scratch.resize(static_cast<size_t>(rows * head_size));
    for (int64_t row = 0; row < rows; ++row) {
        widen(data + row * stride, scratch.data() + row * head_size, head_size);
    }
    return {scratch.data(), head_size};
}

void store_head_rows(at::Tensor &packed, int64_t first_row, int64_t rows, int64_t head,
                     int64_t head_size, const float *values) {
    const int64_t stride = packed.size(1), start = first_row * stride + head * head_size;
    for (int64_t row = 0; row < rows; ++row) {
        const float *from = values + row * head_size;
        if (packed.scalar_type() == at::kFloat) {
            float *to = static_cast<float *>(packed.mutable_data_ptr()) + start + row * stride;
            std::copy(from, from + head_size, to);
        } else {
            auto *to = static_cast<uint16_t *>(packed.mutable_data_ptr()) + start + row * stride;
            narrow(from, to, head_size);
        }
    }
}

void attention_multipliers(ct_random_key key, uint64_t first_group, int64_t count,
                           DropoutScale scale, std::vector<float> &multipliers) {
    const int64_t groups = (count + random_group - 1) / random_group;
    multipliers.resize(static_cast<size_t>(groups * random_group));
    fill_multipliers(key, first_group, groups, scale, multipliers.data());
}

} // namespace ct
