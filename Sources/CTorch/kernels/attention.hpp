#pragma once

#include "../support.hpp"
#include "random.hpp"

#include <vector>

namespace ct {

/// The shapes of packed attention, checked once for both directions.
struct AttentionShape {
    int64_t tokens, hidden, heads, head_size, sequences;
    std::vector<int64_t> offsets;
    /// The first random group of each sequence: its heads use `groups_per_head` each.
    std::vector<uint64_t> first_group;
    bool half;
    float scale;

    AttentionShape(const at::Tensor &q, const at::Tensor &k, const at::Tensor &v,
                   const at::Tensor &offsets, int32_t heads);

    int64_t length(int64_t sequence) const {
        return offsets[static_cast<size_t>(sequence) + 1] - offsets[static_cast<size_t>(sequence)];
    }
    uint64_t random_start(int64_t sequence, int64_t head) const;
};

/// C = alpha * op(A) op(B) + beta * C, row-major, float32.
void multiply(bool transpose_a, bool transpose_b, int64_t m, int64_t n, int64_t k, float alpha,
              const float *a, int64_t lda, const float *b, int64_t ldb, float beta, float *c,
              int64_t ldc);

/// One head's rows of a packed tensor, as float32 with its own row stride.
struct HeadRows {
    const float *data;
    int64_t stride;
};

/// Gives the rows in place when they are float32, else converted into `scratch`.
HeadRows head_rows(const at::Tensor &packed, int64_t first_row, int64_t rows, int64_t head,
                   int64_t head_size, std::vector<float> &scratch);

/// Writes `rows x head_size` float32 values as one head's rows of a packed tensor.
void store_head_rows(at::Tensor &packed, int64_t first_row, int64_t rows, int64_t head,
                     int64_t head_size, const float *values);

/// Multipliers for `count` probabilities, rounded up to whole random groups.
void attention_multipliers(ct_random_key key, uint64_t first_group, int64_t count,
                           DropoutScale scale, std::vector<float> &multipliers);

} // namespace ct
