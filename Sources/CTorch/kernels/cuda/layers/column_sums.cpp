// Launches of source/layers/column_sums.cuh: one row of partial sums for each row of blocks,
// whose number depends on the shape alone, then their sums.
#include "kernels/cuda/layers/column_sums.hpp"
#include "kernels/cuda/layers/rows.hpp"

#include <algorithm>

namespace ct::cuda {

namespace {

const Source source = {
    "column_sums",
#include "kernels/cuda/source/layers/column_sums.cuh"
};

} // namespace

Grid strips(int64_t rows, int64_t width) {
    // Four blocks for each of the 132 processors of an H100, but no fewer than 8 rows for a block.
    constexpr int64_t blocks = 528, columns = 256;
    const int64_t x = parts(width, columns);
    const int64_t y = x == 0 ? 0 : std::min(std::max<int64_t>(blocks / x, 1), parts(rows, 8));
    return {.x = static_cast<unsigned>(x), .y = static_cast<unsigned>(y), .threads = 256};
}

std::vector<at::TensorBase> partial_sums(const at::TensorBase &partials) {
    const int64_t count = partials.size(0), width = partials.size(2);
    const int64_t total = partials.size(1) * width;
    std::vector<at::TensorBase> sums;
    float *vectors[3] = {};
    for (int64_t i = 0; i < partials.size(1); ++i) {
        sums.push_back(ct::empty({width}, partials.options()));
        vectors[i] = sums.back().mutable_data_ptr<float>();
    }
    const Grid grid{.x = static_cast<unsigned>(parts(total, 32)), .threads = 1024};
    launch(source, "sum_partials", grid, partials, partials.const_data_ptr(),
           static_cast<int>(count), static_cast<int>(total), static_cast<int>(width), vectors[0],
           vectors[1], vectors[2]);
    return sums;
}

at::TensorBase column_sums(const at::TensorBase &x) {
    const int64_t rows = x.size(0), width = x.size(1), stride = x.stride(0);
    const Grid grid = strips(rows, width);
    at::TensorBase partials = ct::empty({grid.y, 1, width}, x.options().dtype(at::kFloat));
    const bool whole = width % 8 == 0 && stride % 8 == 0 && are_aligned({x});
    const std::string kernel =
        std::string("column_sums_") + type_name(x) + (whole ? "_whole" : "_ragged");
    launch(source, kernel.c_str(), grid, x, x.const_data_ptr(), rows, static_cast<int>(width),
           stride, partials.mutable_data_ptr<float>());
    return partial_sums(partials)[0];
}

} // namespace ct::cuda
