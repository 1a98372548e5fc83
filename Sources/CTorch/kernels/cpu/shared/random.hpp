#pragma once

#include "support.hpp"
#include "kernels/cpu/shared/lanes.hpp"

#include <algorithm>

namespace ct {

/// Elements whose random numbers are made together: 16 Philox blocks of 8 half-words.
constexpr int64_t random_group = 128;

/// A dropout probability as it is applied: of 65536 equally likely half-words, `dropped` are zeroed.
struct DropoutScale {
    uint32_t dropped;
    float kept;

    explicit DropoutScale(double probability) : dropped(0), kept(1) {
        TORCH_CHECK(probability >= 0 && probability < 1, "dropout probability ", probability,
                    " is outside [0, 1)");
        dropped = std::min(static_cast<uint32_t>(probability * 65536.0 + 0.5), 65535u);
        kept = static_cast<float>(65536.0 / (65536.0 - dropped));
    }
};

/// Writes the multipliers (0 or `scale.kept`) of elements [group * 128, group * 128 + 128).
///
/// Element r of a group uses half (r % 32) / 16 of word r / 32 of block group * 16 + r % 16, so that
/// every step works on 16 neighbours at once.
CT_INLINE void dropout_multipliers(ct_random_key key, uint64_t group, DropoutScale scale,
                                   float *multipliers) {
    using vectors::Words;
    constexpr vectors::Words lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    const uint64_t counter = group * lane_count; // no lane carries into the high word
    Words c0 = lane + static_cast<uint32_t>(counter);
    Words c1 = Words{} + static_cast<uint32_t>(counter >> 32);
    Words c2 = Words{} + key.site, c3 = Words{} + key.step;
    uint32_t k0 = static_cast<uint32_t>(key.seed), k1 = static_cast<uint32_t>(key.seed >> 32);
    using Products = uint64_t __attribute__((vector_size(128)));
    for (int round = 0; round < 10; ++round) {
        const Products a = __builtin_convertvector(c0, Products) * 0xD2511F53u;
        const Products b = __builtin_convertvector(c2, Products) * 0xCD9E8D57u;
        const Words high_a = __builtin_convertvector(a >> 32, Words);
        const Words high_b = __builtin_convertvector(b >> 32, Words);
        const Words low_a = c0 * 0xD2511F53u, low_b = c2 * 0xCD9E8D57u;
        c0 = high_b ^ c1 ^ k0;
        c1 = low_b;
        c2 = high_a ^ c3 ^ k1;
        c3 = low_a;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    const Words words[4] = {c0, c1, c2, c3};
    for (int w = 0; w < 4; ++w) {
        store(multipliers + w * 32,
              select(Mask{(words[w] & 0xffffu) < scale.dropped}, 0.0f, scale.kept));
        store(multipliers + w * 32 + 16,
              select(Mask{words[w] >> 16 < scale.dropped}, 0.0f, scale.kept));
    }
}

} // namespace ct
