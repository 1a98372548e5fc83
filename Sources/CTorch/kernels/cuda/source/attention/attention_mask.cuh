R"cuda(
// Which probabilities of a packed batch dropout keeps, by bits: groups of 128, numbered as in
// kernels/cpu/attention/mask.hpp; a warp makes two of them.
extern "C" __global__ void __launch_bounds__(256)
    attention_mask(Dropout dropout, int64_t groups, const int32_t *key_offsets, int sequences,
                   int heads, int64_t *first_groups, uint32_t *kept) {
    const uint32_t lane = threadIdx.x % 32, warp = threadIdx.x / 32;
    if (blockIdx.x == 0 && warp == 0) {
        // A head of n keys has n * n probabilities, in whole groups, after those before it.
        int64_t before = 0;
        for (int first = 0; first < sequences; first += 32) {
            const int sequence = first + static_cast<int>(lane);
            int64_t own = 0;
            if (sequence < sequences) {
                const int64_t keys = key_offsets[sequence + 1] - key_offsets[sequence];
                own = (keys * keys + 127) / 128 * heads;
            }
            int64_t through = own;
#pragma unroll
            for (int distance = 1; distance < 32; distance *= 2) {
                const int64_t other = __shfl_up_sync(whole_warp, through, distance);
                through += static_cast<int>(lane) >= distance ? other : 0;
            }
            if (sequence < sequences) {
                first_groups[sequence] = before + through - own;
            }
            before += __shfl_sync(whole_warp, through, 31);
        }
    }
    const uint32_t half = lane / 16, place = lane % 16;
    const int64_t group = (static_cast<int64_t>(blockIdx.x) * 8 + warp) * 2 + half;
    uint32_t words[4], mine = 0;
    philox(dropout.key, static_cast<uint64_t>(group) * 16 + place, words);
#pragma unroll
    for (uint32_t word = 0; word < 4; ++word) {
        const uint32_t low = __ballot_sync(whole_warp, (words[word] & 0xffffu) >= dropout.dropped);
        const uint32_t high = __ballot_sync(whole_warp, words[word] >> 16 >= dropout.dropped);
        const uint32_t both = (low >> half * 16 & 0xffffu) | (high >> half * 16) << 16;
        mine = place == word ? both : mine;
    }
    if (place < 4 && group < groups) {
        kept[group * 4 + place] = mine;
    }
}
)cuda"
