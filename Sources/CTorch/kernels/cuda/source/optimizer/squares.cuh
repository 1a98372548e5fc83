R"cuda(
// Sums of squares in float64, and the norm and the factor of clipping. The order of all additions is
// fixed by the sizes alone.

struct SquaresItem {
    const void *data;
    int64_t count;
    // The number of its first block.
    int32_t first_block;
    int8_t half, aligned, unused[2];
};

// Elements of an item that a block takes.
constexpr int64_t squares_block = 16384;

template <typename Element>
__device__ inline double squares_of(const Element *x, int64_t size, bool aligned) {
    double sum = 0.0;
#pragma unroll 2
    for (int64_t i = threadIdx.x * 8; i < size; i += blockDim.x * 8) {
        float eight[8];
        load8(x + i, eight, size - i, aligned);
#pragma unroll
        for (int k = 0; k < 8; ++k) {
            const double wide = eight[k];
            sum += wide * wide;
        }
    }
    return sum;
}

// The sum of each block, of 256 threads; block b works on item `owners[b]`.
extern "C" __global__ void squares_blocks(const SquaresItem *items, const int32_t *owners,
                                          double *sums) {
    __shared__ double scratch[256];
    const SquaresItem item = items[owners[blockIdx.x]];
    const int64_t begin = (static_cast<int64_t>(blockIdx.x) - item.first_block) * squares_block;
    const int64_t left = item.count - begin, size = left < squares_block ? left : squares_block;
    const double sum =
        item.half
            ? squares_of(static_cast<const bfloat16 *>(item.data) + begin, size, item.aligned)
            : squares_of(static_cast<const float *>(item.data) + begin, size, item.aligned);
    const double total = block_sum(sum, scratch);
    if (threadIdx.x == 0) {
        sums[blockIdx.x] = total;
    }
}

// Adds up the blocks in one block of 256 threads: the sum, its root, and min(1, limit / (root + 1e-6)).
extern "C" __global__ void squares_finish(const double *sums, int64_t count, double limit,
                                          double *total, double *norm, float *scale) {
    __shared__ double scratch[256];
    double sum = 0.0;
    for (int64_t i = threadIdx.x; i < count; i += blockDim.x) {
        sum += sums[i];
    }
    const double all = block_sum(sum, scratch);
    if (threadIdx.x == 0) {
        const double root = sqrt(all);
        const double factor = limit / (root + 1e-6);
        const bool finite = root - root == 0.0;
        *total = all;
        *norm = root;
        *scale = static_cast<float>(!finite ? root - root : limit > 0.0 && factor < 1.0 ? factor : 1.0);
    }
}
)cuda"
