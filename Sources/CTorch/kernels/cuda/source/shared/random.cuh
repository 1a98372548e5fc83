R"cuda(
// Random numbers by counter, and the masks made of them: 128 neighbours share 16 Philox blocks,
// laid out as in kernels/cpu/shared/random.hpp, so that the same key drops the same elements on
// every device.

// Names a stream of random numbers; laid out as ct_random_key.
struct RandomKey {
    uint64_t seed;
    uint32_t step, site;
};

// The Philox-4x32-10 block `counter` of the stream (Salmon et al. 2011).
__device__ inline void philox(RandomKey key, uint64_t counter, uint32_t (&words)[4]) {
    uint32_t c0 = static_cast<uint32_t>(counter), c1 = static_cast<uint32_t>(counter >> 32);
    uint32_t c2 = key.site, c3 = key.step;
    uint32_t k0 = static_cast<uint32_t>(key.seed), k1 = static_cast<uint32_t>(key.seed >> 32);
#pragma unroll
    for (int round = 0; round < 10; ++round) {
        const uint32_t high_a = __umulhi(c0, 0xD2511F53u), low_a = c0 * 0xD2511F53u;
        const uint32_t high_b = __umulhi(c2, 0xCD9E8D57u), low_b = c2 * 0xCD9E8D57u;
        c0 = high_b ^ c1 ^ k0;
        c1 = low_b;
        c2 = high_a ^ c3 ^ k1;
        c3 = low_a;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    words[0] = c0, words[1] = c1, words[2] = c2, words[3] = c3;
}

// Dropout as kernels/cpu/shared/random.hpp has it: of 65536 half-words, `dropped` zero their element.
struct Dropout {
    RandomKey key;
    uint32_t dropped;
    float kept;
};

// Which of eight neighbours are dropped, by bits: bit i for element 8 * (lane % 16) + i of `group`,
// which lanes 0 ... 15 and lanes 16 ... 31 of a warp each name. All lanes of the warp must come
// here.
//
// Element r of a group uses half (r % 32) / 16 of word r / 32 of block group * 16 + r % 16. So each
// lane makes one block, which serves elements 16 apart, and the ballots hand the answers over.
__device__ inline uint32_t dropped_bits(const Dropout &dropout, uint64_t group) {
    const uint32_t lane = threadIdx.x % 32, place = lane % 16;
    uint32_t words[4], mine = 0;
    philox(dropout.key, group * 16 + place, words);
#pragma unroll
    for (int part = 0; part < 8; ++part) {
        const uint32_t half = part % 2 == 0 ? words[part / 2] & 0xffffu : words[part / 2] >> 16;
        const uint32_t ballot = __ballot_sync(whole_warp, half < dropout.dropped);
        mine = place / 2 == static_cast<uint32_t>(part) ? ballot : mine;
    }
    return mine >> (lane / 16 * 16 + place % 2 * 8) & 0xffu;
}

// A dropped element is zero even where it was not finite.
__device__ inline void drop8(float (&x)[8], uint32_t bits, float kept) {
#pragma unroll
    for (int i = 0; i < 8; ++i) {
        x[i] = bits >> i & 1u ? 0.0f : x[i] * kept;
    }
}
)cuda"
