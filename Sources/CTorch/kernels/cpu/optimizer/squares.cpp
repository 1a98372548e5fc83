// Sums of squares in float64: blocks of 32768 elements, in each four independent chains of 16
// sums, and the blocks' sums in the order of the tensors. The factor that clips follows from the
// root.
#include "kernels/cuda/optimizer/squares.hpp"
#include "kernels/cpu/shared/elements.hpp"
#include "kernels/cpu/shared/lanes.hpp"
#include "kernels/cpu/shared/parallel.hpp"
#include "kernels/tensor_lists.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

namespace ct {
namespace {

constexpr int64_t chains = 4;
constexpr int64_t block = 1 << 15;

CT_INLINE void add_squares(vectors::Doubles &sums, Lanes x) {
    const vectors::Doubles exact = __builtin_convertvector(x.v, vectors::Doubles);
    sums += exact * exact;
}

template <typename Element> struct Squares {
    /// Independent chains of sums, so that one addition need not wait for the last.
    CT_WIDE static double sum(const Element *x, int64_t count) {
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
};

/// Elements of a tensor that one thread adds up.
struct Block {
    size_t source;
    int64_t begin, size;
};

double sum_of_squares(const std::vector<at::TensorBase> &tensors) {
    std::vector<at::TensorBase> sources;
    std::vector<Block> blocks;
    for (const at::TensorBase &tensor : tensors) {
        const at::TensorBase source = tensor.contiguous();
        const auto type = source.scalar_type();
        TORCH_CHECK(type == at::kBFloat16 || type == at::kFloat, "sum of squares of ", type);
        for (int64_t begin = 0; begin < source.numel(); begin += block) {
            blocks.push_back({sources.size(), begin, std::min(block, source.numel() - begin)});
        }
        sources.push_back(source);
    }
    std::vector<double> partial(blocks.size());
    parallel_items(static_cast<int64_t>(blocks.size()), [&](int64_t index) {
        const Block &part = blocks[static_cast<size_t>(index)];
        const at::TensorBase &source = sources[part.source];
        partial[static_cast<size_t>(index)] =
            dispatch_element(source.scalar_type(), [&]<typename Element>() {
                return Squares<Element>::sum(elements<Element>(source) + part.begin, part.size);
            });
    });
    double total = 0;
    for (double value : partial) {
        total += value;
    }
    return total;
}

float clipping_scale(double norm, double limit) {
    if (!std::isfinite(norm)) {
        return std::numeric_limits<float>::quiet_NaN();
    }
    return static_cast<float>(limit > 0 ? std::min(1.0, limit / (norm + 1e-6)) : 1);
}

} // namespace
} // namespace ct

ct_status ct_sum_of_squares(const ct_tensor *const *tensors, int32_t count, double *out) {
    using namespace ct;
    return guarded([&] {
        const std::vector<at::TensorBase> values = values_of(tensors, count);
        *out = run_on_device("a sum of squares", values) ? number(cuda::squares(values, 0).total)
                                                         : sum_of_squares(values);
    });
}

ct_status ct_clip(const ct_tensor *const *tensors, int32_t count, double limit, ct_tensor **norm,
                  ct_tensor **scale) {
    using namespace ct;
    return guarded([&] {
        const std::vector<at::TensorBase> values = values_of(tensors, count);
        at::TensorBase root, factor;
        if (run_on_device("clipping", values)) {
            const cuda::Squares squares = cuda::squares(values, limit);
            root = squares.norm;
            factor = squares.scale;
        } else {
            const double value = std::sqrt(sum_of_squares(values));
            root = ct::scalar_tensor(value, at::dtype(at::kDouble));
            factor = ct::scalar_tensor(clipping_scale(value, limit), at::dtype(at::kFloat));
        }
        auto result = std::make_unique<ct_tensor>(ct_tensor{root});
        *scale = new ct_tensor{factor};
        *norm = result.release();
    });
}
