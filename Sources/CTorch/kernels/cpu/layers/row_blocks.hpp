#pragma once

#include "support.hpp"
#include "kernels/cpu/shared/lanes.hpp"

#include <algorithm>
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
    at::TensorBase total() const;
};

} // namespace ct
