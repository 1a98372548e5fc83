// How rows are spread over threads: a row of up to 1024 numbers for each of the four warps of a
// block, a wider one for up to eight warps of a block of its own.
#include "kernels/cuda/layers/rows.hpp"

#include <algorithm>

namespace ct::cuda {

namespace {

/// Columns of a chunk: eight for each lane of a warp.
constexpr int64_t chunk = 256;
constexpr int64_t most_chunks = 4, most_warps = 8;

} // namespace

RowLayout::RowLayout(const char *operation, int64_t rows, int64_t width,
                     std::initializer_list<at::TensorBase> tensors)
    : shape{rows, static_cast<int>(width), 1}, whole(width % 8 == 0 && are_aligned(tensors)),
      chunks(most_chunks) {
    TORCH_CHECK(width <= chunk * most_chunks * most_warps, operation, " of rows of ", width,
                " numbers: at most ", chunk * most_chunks * most_warps, " on ",
                tensors.begin()->device());
    const int64_t all = std::max<int64_t>(parts(width, chunk), 1);
    shape.warps = static_cast<int>(parts(all, most_chunks));
    if (whole) {
        chunks = static_cast<int>(parts(all, shape.warps));
    }
}

std::string RowLayout::kernel(const char *name, const at::TensorBase &x) const {
    return std::string(name) + "_" + type_name(x) + "_" +
           (whole ? std::to_string(chunks) : "ragged");
}

Grid RowLayout::grid() const {
    const int64_t together = shape.warps == 1 ? 4 : 1;
    return {.x = static_cast<unsigned>(shape.width == 0 ? 0 : parts(shape.rows, together)),
            .threads = static_cast<unsigned>(32 * shape.warps * together)};
}

bool are_aligned(std::initializer_list<at::TensorBase> tensors) {
    return std::all_of(tensors.begin(), tensors.end(), [](const at::TensorBase &x) {
        return reinterpret_cast<uintptr_t>(x.const_data_ptr()) % 16 == 0;
    });
}

const char *type_name(const at::TensorBase &x) {
    return x.scalar_type() == at::kFloat ? "float32" : "bfloat16";
}

} // namespace ct::cuda
