#include "../support.hpp"
#include "lanes.hpp"
#include "parallel.hpp"

#include <algorithm>

namespace ct {
namespace {

constexpr int64_t chains = 4;
constexpr int64_t block = 1 << 15;

CT_INLINE void add_squares(vectors::Doubles &sums, Lanes x) {
    const vectors::Doubles exact = __builtin_convertvector(x.v, vectors::Doubles);
    sums += exact * exact;
}

/// Independent chains of sums, so that one addition need not wait for the last.
template <typename Element> CT_INLINE double squares(const Element *x, int64_t count) {
    vectors::Doubles sums[chains] = {};
    int64_t i = 0;
    for (; i + chains * lane_count <= count; i += chains * lane_count) {
#pragma clang loop unroll(full)
        for (int64_t chain = 0; chain < chains; ++chain) {
            add_squares(sums[chain], load(x + i + chain * lane_count));
        }
    }
    for (; i < count; i += lane_count) {
        add_squares(sums[0], load(x + i, std::min(lane_count, count - i)));
    }
    const vectors::Doubles sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
    double total = 0;
    for (int lane = 0; lane < lane_count; ++lane) {
        total += sum[lane];
    }
    return total;
}

CT_WIDE double squares_float32(const float *x, int64_t count) { return squares(x, count); }
CT_WIDE double squares_bfloat16(const uint16_t *x, int64_t count) { return squares(x, count); }

struct Block {
    const void *data;
    int64_t size;
    bool half;
};

} // namespace
} // namespace ct

ct_status ct_sum_of_squares(const ct_tensor *const *tensors, int32_t count, double *out) {
    using namespace ct;
    return guarded([&] {
        std::vector<at::Tensor> sources;
        std::vector<Block> blocks;
        for (int32_t index = 0; index < count; ++index) {
            const at::Tensor source = tensors[index]->value.contiguous();
            const bool half = source.scalar_type() == at::kBFloat16;
            TORCH_CHECK(half || source.scalar_type() == at::kFloat, "sum of squares of ",
                        source.scalar_type());
            const auto *bytes = static_cast<const char *>(source.const_data_ptr());
            for (int64_t begin = 0; begin < source.numel(); begin += block) {
                blocks.push_back({bytes + begin * (half ? 2 : 4),
                                  std::min(block, source.numel() - begin), half});
            }
            sources.push_back(source);
        }
        std::vector<double> partial(blocks.size());
        parallel_items(static_cast<int64_t>(blocks.size()), [&](int64_t index) {
            const Block &part = blocks[static_cast<size_t>(index)];
            partial[static_cast<size_t>(index)] =
                part.half ? squares_bfloat16(static_cast<const uint16_t *>(part.data), part.size)
                          : squares_float32(static_cast<const float *>(part.data), part.size);
        });
        double total = 0;
        for (double value : partial) {
            total += value;
        }
        *out = total;
    });
}
