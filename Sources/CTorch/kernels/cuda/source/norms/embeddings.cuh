R"cuda(
// dropout(LayerNorm(word + type + position)), a token for each warp or block.

struct EmbeddingRows {
    const float *words, *positions, *types;
    const int64_t *ids, *position_ids, *type_ids;
    int64_t word_count, position_count, type_count;
    const float *weight, *bias;
    void *output;
    float *sum, *statistics;
};

// The row of a table that a token takes. A wrong index ends the launch: libtorch's own lookups do
// too.
__device__ inline int64_t checked_row(const int64_t *indices, int64_t token, int64_t count) {
    const int64_t index = indices[token];
    if (index < 0 || index >= count) {
        __trap();
    }
    return index;
}

template <int chunks, bool whole, typename Element>
__device__ inline void embeddings(const EmbeddingRows &at, RowShape shape, Dropout dropout,
                                  float epsilon) {
    __shared__ float scratch[32];
    const Place<whole> place(shape);
    if (!place.inside()) {
        return;
    }
    const int64_t word = checked_row(at.ids, place.row, at.word_count);
    const int64_t position = checked_row(at.position_ids, place.row, at.position_count);
    const int64_t type = checked_row(at.type_ids, place.row, at.type_count);
    float sums[chunks][8], positions[chunks][8], types[chunks][8], total = 0.0f;
#pragma unroll
    for (int c = 0; c < chunks; ++c) {
        place.load(at.words, word, c, sums[c]);
        place.load(at.types, type, c, types[c]);
        place.load(at.positions, position, c, positions[c]);
    }
#pragma unroll
    for (int c = 0; c < chunks; ++c) {
#pragma unroll
        for (int i = 0; i < 8; ++i) {
            sums[c][i] = sums[c][i] + types[c][i] + positions[c][i];
            total += sums[c][i];
        }
        place.store(at.sum, place.row, c, sums[c]);
    }
    const Moments moments = row_moments(place, sums, total, epsilon, scratch, at.statistics);
#pragma unroll
    for (int c = 0; c < chunks; ++c) {
        normalize(place, c, moments, at.weight, at.bias, sums[c]);
        if (dropout.dropped > 0) {
            drop8(sums[c], place.dropped(dropout, place.row, c), dropout.kept);
        }
        place.store(static_cast<Element *>(at.output), place.row, c, sums[c]);
    }
}

#define KERNELS(name, chunks, whole, Element)                                                      \
    extern "C" __global__ void __launch_bounds__(256) embeddings_##name(                           \
        EmbeddingRows at, RowShape shape, Dropout dropout, float epsilon) {                        \
        embeddings<chunks, whole, Element>(at, shape, dropout, epsilon);                           \
    }
FOR_EACH_ROW_KERNEL(KERNELS, float32, float)
FOR_EACH_ROW_KERNEL(KERNELS, bfloat16, bfloat16)
)cuda"
