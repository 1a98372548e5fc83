#pragma once

#include "support.hpp"
#include "kernels/cpu/attention/head.hpp"

#include <vector>

namespace ct {

/// The shapes of packed attention, checked once for both directions.
struct AttentionShape {
    int64_t query_rows, tokens, hidden, heads, head_size, sequences;
    std::vector<int64_t> query_offsets, key_offsets;
    /// The first random group of each sequence.
    std::vector<uint64_t> first_group;
    bool bfloat16;
    uint32_t dropped;
    float kept;
    ct_random_key random;

    explicit AttentionShape(const ct_packed_attention &attention);

    /// Checks that `tensor` has `rows` rows such as those of the keys.
    void check_rows(const at::TensorBase &tensor, const char *name, int64_t rows) const;

    /// What the head `item` (counted over all sequences) needs besides its rows.
    Head head(int64_t item) const;

    HeadRows<const void *> query_rows_of(const at::TensorBase &tensor, int64_t item) const;
    HeadRows<const void *> key_rows_of(const at::TensorBase &tensor, int64_t item) const;
    HeadRows<void *> writable_query_rows_of(const at::TensorBase &tensor, int64_t item) const;
    HeadRows<void *> writable_key_rows_of(const at::TensorBase &tensor, int64_t item) const;
    /// Where the numbers of a head's queries start in `[heads, query rows]`.
    int64_t sum_index(int64_t item) const;

  private:
    int64_t element_offset(const at::TensorBase &tensor, const std::vector<int64_t> &offsets,
                           int64_t item) const;
};

} // namespace ct
