// Adds up what blocks of rows have left, one row of sums each, in the order of the blocks.
#include "kernels/cpu/layers/row_blocks.hpp"

namespace ct {

namespace {

CT_VECTORIZED void add_rows(const float *rows, int64_t count, int64_t stride, int64_t width,
                            float *sums) {
    for_each_part(width, [&](int64_t i, auto part) __attribute__((always_inline)) {
        Lanes total = wide(0.0f);
        for (int64_t row = 0; row < count; ++row) {
            total = total + load(rows + row * stride + i);
        }
        store(sums + i, total, part);
    });
}

} // namespace

at::TensorBase BlockSums::total() const {
    at::TensorBase sums = ct::empty({width}, at::dtype(at::kFloat));
    const int64_t count = padded == 0 ? 0 : static_cast<int64_t>(values.size()) / padded;
    add_rows(values.data(), count, padded, width, sums.mutable_data_ptr<float>());
    return sums;
}

} // namespace ct
