#pragma once

#include "kernels/cuda/launch/launch.hpp"

namespace ct::cuda {

/// `RowShape` of `source/rows.cuh`.
struct RowShape {
    int64_t rows;
    int width, warps;
};

/// How a kernel goes through the rows of matrices: how its threads share them,
/// and which of its forms that is.
struct RowLayout {
    RowShape shape;
    bool whole;
    int chunks;

    /// `tensors` are what the kernel reads and writes, by 16 bytes where it can.
    RowLayout(const char *operation, int64_t rows, int64_t width,
              std::initializer_list<at::TensorBase> tensors);

    /// A kernel's name: `name`, the type of `x`, and the number of chunks, or "ragged".
    std::string kernel(const char *name, const at::TensorBase &x) const;
    /// Blocks of one wide row, or of several narrow ones.
    Grid grid() const;
};

/// Whether all tensors start at a multiple of 16 bytes.
bool are_aligned(std::initializer_list<at::TensorBase> tensors);
/// "float32" or "bfloat16".
const char *type_name(const at::TensorBase &x);
/// ceil(count / size).
constexpr int64_t parts(int64_t count, int64_t size) { return (count + size - 1) / size; }

/// The sums over the blocks of `partials [blocks, vectors, width]`, as vectors (at most 3): one
/// launch, which adds in an order that depends on the shape alone.
std::vector<at::TensorBase> partial_sums(const at::TensorBase &partials);

/// The first pass of sums over the rows of a matrix: 256 columns for each block in x, some rows for
/// each in y. Depends on the shape alone.
Grid strips(int64_t rows, int64_t width);

} // namespace ct::cuda
