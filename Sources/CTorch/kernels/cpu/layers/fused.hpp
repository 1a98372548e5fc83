#pragma once

#include "support.hpp"
#include "kernels/cpu/shared/lanes.hpp"
#include "kernels/cpu/shared/parallel.hpp"

#include <algorithm>
#include <memory>
#include <vector>

namespace ct {

/// Rows cut into at most 32 blocks. The cut depends on the number of rows alone: so do the bits of
/// sums that are made by block and then added in order.
struct RowBlocks {
    int64_t rows, size, count;

    explicit RowBlocks(int64_t row_count)
        : rows(row_count), size(std::max<int64_t>(8, (row_count + 31) / 32)),
          count((row_count + size - 1) / size) {}

    int64_t begin(int64_t block) const { return block * size; }
    int64_t end(int64_t block) const { return std::min(rows, (block + 1) * size); }
};

/// One row of float32 sums for each block, zero at first, and their total.
struct BlockSums {
    int64_t width, padded;
    std::vector<float> values;

    BlockSums(const RowBlocks &blocks, int64_t row_width)
        : width(row_width), padded(whole_parts(row_width)),
          values(static_cast<size_t>(blocks.count * padded)) {}

    float *block(int64_t index) { return values.data() + index * padded; }

    /// The sums over all blocks in order, float32 `[width]`.
    at::Tensor total() const;
};

/// A bfloat16 element is handled by its bits.
template <typename Element> const Element *elements(const at::Tensor &tensor) {
    return static_cast<const Element *>(tensor.const_data_ptr());
}

template <typename Element> Element *mutable_elements(at::Tensor &tensor) {
    return static_cast<Element *>(tensor.mutable_data_ptr());
}

/// Refuses what is not a matrix of float32 or bfloat16; `name` is for the message.
void check_matrix(const at::Tensor &x, const char *name);
/// Refuses what is not like `x` in shape and type.
void check_like(const at::Tensor &other, const at::Tensor &x, const char *name);
/// The elements of a contiguous float32 vector of `count`.
const float *vector_elements(const at::Tensor &x, int64_t count, const char *name);

/// Runs `body` and hands its tensors out as owned handles, all or none.
template <typename Body> ct_status producing_several(ct_tensor **out, Body &&body) noexcept {
    return guarded([&] {
        const std::vector<at::Tensor> results = body();
        std::vector<std::unique_ptr<ct_tensor>> handles;
        for (const at::Tensor &result : results) {
            handles.push_back(std::make_unique<ct_tensor>(ct_tensor{result}));
        }
        for (size_t i = 0; i < handles.size(); ++i) {
            out[i] = handles[i].release();
        }
    });
}

} // namespace ct
