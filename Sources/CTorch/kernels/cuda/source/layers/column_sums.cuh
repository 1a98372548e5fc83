R"cuda(
// Sums over the rows of matrices: a pass that leaves one row of sums for each row of blocks, and a
// pass that adds these up. Which numbers are added in which order depends on the shape alone.

// Column c of block (x, y) is x * 256 + c; its warps take rows y * 8 + warp, y * 8 + warp + 8 * Y,
// ....
template <bool whole, typename Element>
__device__ inline void column_sums(const Element *x, int64_t rows, int width, int64_t stride,
                                   float *partials) {
    const int warp = threadIdx.x / 32, column = blockIdx.x * 256 + threadIdx.x % 32 * 8;
    const int count = min(max(width - column, 0), 8);
    const int64_t step = int64_t(gridDim.y) * 8;
    float sums[8] = {};
    for (int64_t row = int64_t(blockIdx.y) * 8 + warp; row < rows; row += 4 * step) {
        float values[4][8];
#pragma unroll
        for (int k = 0; k < 4; ++k) {
            const int64_t at = row + k * step;
            load8(x + at * stride + column, values[k], at < rows ? count : 0, whole);
        }
#pragma unroll
        for (int k = 0; k < 4; ++k) {
#pragma unroll
            for (int i = 0; i < 8; ++i) {
                sums[i] += values[k][i];
            }
        }
    }
    write_strip_sums(sums, width, partials);
}

// Adds up the rows of `partials [count, total]`; columns of `width` go to each of up to three
// vectors.
extern "C" __global__ void __launch_bounds__(1024)
    sum_partials(const float *partials, int count, int total, int width, float *first,
                 float *second, float *third) {
    __shared__ float all[32][33];
    const int lane = threadIdx.x % 32, warp = threadIdx.x / 32;
    const int column = blockIdx.x * 32 + lane;
    float sum = 0.0f;
    if (column < total) {
#pragma unroll 8
        for (int row = warp; row < count; row += 32) {
            sum += partials[int64_t(row) * total + column];
        }
    }
    all[warp][lane] = sum;
    __syncthreads();
    const float whole = warp_sum(all[lane][warp]);
    const int to = blockIdx.x * 32 + warp;
    if (lane == 0 && to < total) {
        float *vector = to < width ? first : to < 2 * width ? second : third;
        vector[to % width] = whole;
    }
}

#define KERNELS(name, whole, Element)                                                              \
    extern "C" __global__ void __launch_bounds__(256) column_sums_##name(                          \
        const Element *x, int64_t rows, int width, int64_t stride, float *partials) {              \
        column_sums<whole>(x, rows, width, stride, partials);                                      \
    }
KERNELS(float32_whole, true, float)
KERNELS(float32_ragged, false, float)
KERNELS(bfloat16_whole, true, bfloat16)
KERNELS(bfloat16_ragged, false, bfloat16)
)cuda"
