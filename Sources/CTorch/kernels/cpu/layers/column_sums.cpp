#include "kernels/cuda/layers/column_sums.hpp"
#include "kernels/cuda/launch/launch.hpp"
#include "kernels/cpu/layers/fused.hpp"

namespace {

using namespace ct;

template <typename Element>
CT_INLINE void add_to_sums(const Element *x, int64_t rows, int64_t stride, int64_t width,
                           float *sums) {
    for (int64_t row = 0; row < rows; ++row) {
        const Element *from = x + row * stride;
        for_each_part(width, [&](int64_t i, auto part) __attribute__((always_inline)) {
            store(sums + i, load(sums + i) + load(from + i, part));
        });
    }
}

CT_VECTORIZED void add_float32(const float *x, int64_t rows, int64_t stride, int64_t width,
                               float *sums) {
    add_to_sums(x, rows, stride, width, sums);
}

CT_VECTORIZED void add_bfloat16(const uint16_t *x, int64_t rows, int64_t stride, int64_t width,
                                float *sums) {
    add_to_sums(x, rows, stride, width, sums);
}

} // namespace

ct_status ct_column_sums(const ct_tensor *x, ct_tensor **out) {
    return producing(out, [&] {
        const ct::Unrecorded direct;
        check_matrix(x->value, "column sums");
        const bool whole_rows = x->value.size(1) <= 1 || x->value.stride(1) == 1;
        const at::Tensor source = whole_rows ? x->value : x->value.contiguous();
        if (cuda::runs_on_device("column sums", {source})) {
            return cuda::column_sums(source);
        }
        const int64_t width = source.size(1), stride = source.stride(0);
        const RowBlocks blocks(source.size(0));
        BlockSums sums(blocks, width);
        const bool half = source.scalar_type() == at::kBFloat16;
        parallel_items(blocks.count, [&](int64_t index) {
            const int64_t begin = blocks.begin(index), rows = blocks.end(index) - begin;
            if (half) {
                add_bfloat16(elements<uint16_t>(source) + begin * stride, rows, stride, width,
                             sums.block(index));
            } else {
                add_float32(elements<float>(source) + begin * stride, rows, stride, width,
                            sums.block(index));
            }
        });
        return sums.total();
    });
}
