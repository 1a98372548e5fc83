#pragma once

#include "../support.hpp"
#include "vectorized.hpp"

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
    constexpr int lanes = 16;
    uint32_t c0[lanes], c1[lanes], c2[lanes], c3[lanes];
    for (int i = 0; i < lanes; ++i) {
        const uint64_t counter = group * lanes + i;
        c0[i] = static_cast<uint32_t>(counter);
        c1[i] = static_cast<uint32_t>(counter >> 32);
        c2[i] = key.site;
        c3[i] = key.step;
    }
    uint32_t k0 = static_cast<uint32_t>(key.seed), k1 = static_cast<uint32_t>(key.seed >> 32);
    for (int round = 0; round < 10; ++round) {
        for (int i = 0; i < lanes; ++i) {
            const uint64_t a = static_cast<uint64_t>(c0[i]) * 0xD2511F53u;
            const uint64_t b = static_cast<uint64_t>(c2[i]) * 0xCD9E8D57u;
            c0[i] = static_cast<uint32_t>(b >> 32) ^ c1[i] ^ k0;
            c1[i] = static_cast<uint32_t>(b);
            c2[i] = static_cast<uint32_t>(a >> 32) ^ c3[i] ^ k1;
            c3[i] = static_cast<uint32_t>(a);
        }
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    const uint32_t *words[4] = {c0, c1, c2, c3};
    for (int w = 0; w < 4; ++w) {
        for (int i = 0; i < lanes; ++i) {
            multipliers[w * 32 + i] = (words[w][i] & 0xffff) >= scale.dropped ? scale.kept : 0.0f;
        }
        for (int i = 0; i < lanes; ++i) {
            multipliers[w * 32 + 16 + i] = words[w][i] >> 16 >= scale.dropped ? scale.kept : 0.0f;
        }
    }
}

} // namespace ct
