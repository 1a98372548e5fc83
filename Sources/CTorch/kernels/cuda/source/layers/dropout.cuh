R"cuda(
// dropout(x) of `count` elements; each lane takes eight neighbours, a warp two groups of 128.
template <typename Element>
__device__ inline void drop(const Element *x, Element *y, int64_t count, bool aligned,
                            Dropout dropout) {
    const int64_t start = (int64_t(blockIdx.x) * blockDim.x + threadIdx.x) * 8;
    const uint32_t bits = dropped_bits(dropout, static_cast<uint64_t>(start / 128));
    float values[8];
    load8(x + start, values, count - start, aligned);
    drop8(values, bits, dropout.kept);
    store8(y + start, values, count - start, aligned);
}

extern "C" __global__ void __launch_bounds__(256)
    dropout_float32(const float *x, float *y, int64_t count, bool aligned, Dropout dropout) {
    drop(x, y, count, aligned, dropout);
}

extern "C" __global__ void __launch_bounds__(256)
    dropout_bfloat16(const bfloat16 *x, bfloat16 *y, int64_t count, bool aligned, Dropout dropout) {
    drop(x, y, count, aligned, dropout);
}
)cuda"
