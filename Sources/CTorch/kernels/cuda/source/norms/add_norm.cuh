R"cuda(
// LayerNorm(residual + dropout(x)) and its output again, a row for each warp or block.

struct AddNormRows {
    const void *x, *residual;
    const float *weight, *bias;
    const int64_t *numbers; // null for 0, 1, ...
    void *output, *sum;
    float *statistics;
};

template <int chunks, bool whole, typename Element>
__device__ inline void add_norm(const AddNormRows &at, RowShape shape, Dropout dropout,
                                float epsilon) {
    __shared__ float scratch[32];
    const Place<whole> place(shape);
    if (!place.inside()) {
        return;
    }
    Eight<Element> added[chunks], residual[chunks];
#pragma unroll
    for (int c = 0; c < chunks; ++c) {
        place.load(static_cast<const Element *>(at.x), place.row, c, added[c]);
        place.load(static_cast<const Element *>(at.residual), place.row, c, residual[c]);
    }
    const int64_t number = at.numbers ? at.numbers[place.row] : place.row;
    float sums[chunks][8], total = 0.0f;
#pragma unroll
    for (int c = 0; c < chunks; ++c) {
        float x[8];
        added[c].unpack(x);
        residual[c].unpack(sums[c]);
        if (dropout.dropped > 0) {
            drop8(x, place.dropped(dropout, number, c), dropout.kept);
        }
#pragma unroll
        for (int i = 0; i < 8; ++i) {
            sums[c][i] = __fadd_rn(sums[c][i], x[i]);
            total += sums[c][i];
        }
        place.store(static_cast<Element *>(at.sum), place.row, c, sums[c]);
    }
    const Moments moments = row_moments(place, sums, total, epsilon, scratch, at.statistics);
#pragma unroll
    for (int c = 0; c < chunks; ++c) {
        normalize(place, c, moments, at.weight, at.bias, sums[c]);
        place.store(static_cast<Element *>(at.output), place.row, c, sums[c]);
    }
}

template <int chunks, bool whole, typename Element>
__device__ inline void normalized(const AddNormRows &at, RowShape shape) {
    const Place<whole> place(shape);
    if (!place.inside()) {
        return;
    }
    const Moments moments = kept_moments(at.statistics, place.row);
#pragma unroll
    for (int c = 0; c < chunks; ++c) {
        float x[8];
        place.load(static_cast<const Element *>(at.sum), place.row, c, x);
        normalize(place, c, moments, at.weight, at.bias, x);
        place.store(static_cast<Element *>(at.output), place.row, c, x);
    }
}

#define KERNELS(name, chunks, whole, Element)                                                      \
    extern "C" __global__ void __launch_bounds__(256) add_norm_##name(                             \
        AddNormRows at, RowShape shape, Dropout dropout, float epsilon) {                          \
        add_norm<chunks, whole, Element>(at, shape, dropout, epsilon);                             \
    }                                                                                              \
    extern "C" __global__ void __launch_bounds__(256)                                              \
        normalized_##name(AddNormRows at, RowShape shape) {                                        \
        normalized<chunks, whole, Element>(at, shape);                                             \
    }
FOR_EACH_ROW_KERNEL(KERNELS, float32, float)
FOR_EACH_ROW_KERNEL(KERNELS, bfloat16, bfloat16)
)cuda"
