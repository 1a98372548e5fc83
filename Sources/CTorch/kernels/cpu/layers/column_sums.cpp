// Sums over the rows of a matrix `[rows, width]` whose rows may be strided. Each block of
// `RowBlocks` goes down its rows with its sums in one row of scratch, which stays in the cache;
// the blocks' rows are added in order.
#include "kernels/cuda/layers/column_sums.hpp"
#include "kernels/cuda/launch/launch.hpp"
#include "kernels/cpu/layers/row_blocks.hpp"
#include "kernels/cpu/shared/checks.hpp"
#include "kernels/cpu/shared/elements.hpp"
#include "kernels/cpu/shared/parallel.hpp"

namespace {

using namespace ct;

template <typename Element> struct Columns {
    CT_VECTORIZED static void add(const Element *x, int64_t rows, int64_t stride, int64_t width,
                                  float *sums) {
        for (int64_t row = 0; row < rows; ++row) {
            const Element *from = x + row * stride;
            for_each_part(width, [&](int64_t i, auto part) __attribute__((always_inline)) {
                store(sums + i, load(sums + i) + load(from + i, part));
            });
        }
    }
};

} // namespace

ct_status ct_column_sums(const ct_tensor *x, ct_tensor **out) {
    return producing(out, [&] {
        const ct::Unrecorded direct;
        check_matrix(x->value, "column sums");
        const bool whole_rows = x->value.size(1) <= 1 || x->value.stride(1) == 1;
        const at::TensorBase source = whole_rows ? x->value : x->value.contiguous();
        if (cuda::runs_on_device("column sums", {source})) {
            return cuda::column_sums(source);
        }
        const int64_t width = source.size(1), stride = source.stride(0);
        const RowBlocks blocks(source.size(0));
        BlockSums sums(blocks, width);
        dispatch_element(source.scalar_type(), [&]<typename Element>() {
            const Element *from = elements<Element>(source);
            parallel_items(blocks.count, [&](int64_t index) {
                const int64_t begin = blocks.begin(index), rows = blocks.end(index) - begin;
                Columns<Element>::add(from + begin * stride, rows, stride, width,
                                      sums.block(index));
            });
        });
        return sums.total();
    });
}
