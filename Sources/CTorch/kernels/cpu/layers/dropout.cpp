// Dropout of a tensor as a row of elements: 128 of them share 16 Philox blocks, and their number
// in the tensor is the counter, so the mask depends on the key and the place alone. A thread
// takes 512 such groups.
#include "support.hpp"
#include "kernels/cuda/layers/dropout.hpp"
#include "kernels/cpu/shared/elements.hpp"
#include "kernels/cpu/shared/parallel.hpp"
#include "kernels/cpu/shared/random.hpp"

#include <algorithm>

namespace {

using namespace ct;

constexpr int64_t block = 512 * random_group;

template <typename Element> struct Drop {
    CT_VECTORIZED static void apply(const Element *x, Element *y, int64_t begin, int64_t end,
                                    ct_random_key key, DropoutScale scale) {
        float multipliers[random_group];
        for (int64_t start = begin; start < end; start += random_group) {
            dropout_multipliers(key, static_cast<uint64_t>(start / random_group), scale,
                                multipliers);
            const int64_t count = std::min(random_group, end - start);
            for (int64_t i = 0; i < count; ++i) {
                const Element kept = rounded<Element>(to_float(x[start + i]) * multipliers[i]);
                y[start + i] = multipliers[i] == 0.0f ? Element{} : kept;
            }
        }
    }
};

} // namespace

void ct_random_block(ct_random_key key, uint64_t counter, uint32_t words[4]) {
    uint32_t c[4] = {static_cast<uint32_t>(counter), static_cast<uint32_t>(counter >> 32), key.site,
                     key.step};
    uint32_t k0 = static_cast<uint32_t>(key.seed), k1 = static_cast<uint32_t>(key.seed >> 32);
    for (int round = 0; round < 10; ++round) {
        const uint64_t a = static_cast<uint64_t>(c[0]) * 0xD2511F53u;
        const uint64_t b = static_cast<uint64_t>(c[2]) * 0xCD9E8D57u;
        c[0] = static_cast<uint32_t>(b >> 32) ^ c[1] ^ k0;
        c[1] = static_cast<uint32_t>(b);
        c[2] = static_cast<uint32_t>(a >> 32) ^ c[3] ^ k1;
        c[3] = static_cast<uint32_t>(a);
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    std::copy(c, c + 4, words);
}

ct_status ct_dropout(const ct_tensor *x, double probability, ct_random_key key, ct_tensor **out) {
    return producing(out, [&] {
        const ct::Unrecorded direct;
        const DropoutScale scale(probability);
        const at::TensorBase source = x->value.contiguous();
        TORCH_CHECK(source.scalar_type() == at::kFloat || source.scalar_type() == at::kBFloat16,
                    "dropout of ", source.scalar_type());
        if (cuda::runs_on_device("dropout", {source})) {
            return cuda::dropout(source, {key, scale});
        }
        at::TensorBase result = ct::empty_like(source);
        dispatch_element(source.scalar_type(), [&]<typename Element>() {
            const Element *from = elements<Element>(source);
            Element *to = mutable_elements<Element>(result);
            parallel_blocks(source.numel(), block, [=](int64_t begin, int64_t end) {
                Drop<Element>::apply(from, to, begin, end, key, scale);
            });
        });
        return result;
    });
}
