// Compiled once for each kind of processor: `CT_VARIANT` is its namespace.
#pragma once

#include "kernels/cpu/attention/vectors.hpp"

namespace ct::CT_VARIANT {

/// Scores whose random numbers are made together: 16 Philox blocks of 8 half-words.
constexpr int64_t mask_group = 128;

/// x * factor, its two halves.
CT_INLINE void wide_multiply(Words x, uint32_t factor, Words &high, Words &low) {
    typedef uint64_t Longs __attribute__((ext_vector_type(8)));
    const auto both = __builtin_bit_cast(Longs, x);
    const Longs even = (both & 0xffffffffu) * factor, odd = (both >> 32) * factor;
    high = __builtin_bit_cast(Words, even >> 32 | (odd & 0xffffffff00000000u));
    low = __builtin_bit_cast(Words, (even & 0xffffffffu) | odd << 32);
}

/// Writes one bit an element of a group, 1 where it is kept.
///
/// Element r uses half (r % 32) / 16 of word r / 32 of the Philox-4x32-10 block
/// `group * 16 + r % 16` (Salmon et al. 2011).
CT_INLINE void kept_bits(ct_random_key key, uint64_t group, uint32_t dropped, uint16_t *bits) {
    const Words lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    const uint64_t counter = group * lanes;
    Words c[4] = {lane + static_cast<uint32_t>(counter), Words(static_cast<uint32_t>(counter >> 32)),
                  Words(key.site), Words(key.step)};
    uint32_t k0 = static_cast<uint32_t>(key.seed), k1 = static_cast<uint32_t>(key.seed >> 32);
#pragma unroll
    for (int round = 0; round < 10; ++round) {
        Words a_high, a_low, b_high, b_low;
        wide_multiply(c[0], 0xD2511F53u, a_high, a_low);
        wide_multiply(c[2], 0xCD9E8D57u, b_high, b_low);
        c[0] = b_high ^ c[1] ^ k0;
        c[1] = b_low;
        c[2] = a_high ^ c[3] ^ k1;
        c[3] = a_low;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    for (int word = 0; word < 4; ++word) {
        const Flags low = __builtin_convertvector((c[word] & 0xffffu) >= dropped, Flags);
        const Flags high = __builtin_convertvector(c[word] >> 16 >= dropped, Flags);
        bits[2 * word] = __builtin_bit_cast(uint16_t, low);
        bits[2 * word + 1] = __builtin_bit_cast(uint16_t, high);
    }
}

/// Which scores of consecutive rows are kept; rows of `keys` bits without a gap.
class Mask {
  public:
    /// - first, rows: the queries whose rows it holds.
    Mask(const Head &head, int64_t first, int64_t rows, Buffer &buffer) : keys(head.keys) {
        if (head.dropped == 0) {
            return;
        }
        const int64_t begin = first * keys, end = (first + rows) * keys;
        const int64_t group = begin / mask_group, last = (end + mask_group - 1) / mask_group;
        auto *data = reinterpret_cast<uint16_t *>(buffer.words((last - group) * mask_group / 32));
        for (int64_t i = group; i < last; ++i) {
            kept_bits(head.random, head.first_group + static_cast<uint64_t>(i), head.dropped,
                      data + (i - group) * (mask_group / 16));
        }
        bytes = reinterpret_cast<const uint8_t *>(data);
        offset = begin - group * mask_group;
    }

    /// Sixteen flags from a column on; those beyond the row mean nothing.
    CT_INLINE Flags flags(int64_t row, int64_t column) const {
        const int64_t bit = offset + row * keys + column;
        uint32_t word;
        std::memcpy(&word, bytes + bit / 8, sizeof word);
        return __builtin_bit_cast(Flags, static_cast<uint16_t>(word >> (bit % 8)));
    }

  private:
    const uint8_t *bytes = nullptr;
    int64_t keys, offset = 0;
};

} // namespace ct::CT_VARIANT
