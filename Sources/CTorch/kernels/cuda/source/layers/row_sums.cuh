R"cuda(
// Row k of `sums` is the sum of the rows order[starts[k]] ... order[starts[k + 1] - 1] of `x`, in
// that order; without `order`, of the rows starts[k] ... themselves. A thread takes four columns of
// whole rows (a multiple of 4, aligned), else one.

__device__ inline void add(float4 &sum, float4 x) {
    sum.x += x.x, sum.y += x.y, sum.z += x.z, sum.w += x.w;
}
__device__ inline void add(float &sum, float x) { sum += x; }

template <typename Columns>
__device__ inline void sum_rows(const float *x, const int64_t *order, const int64_t *starts,
                                int width, float *sums) {
    constexpr int each = sizeof(Columns) / sizeof(float);
    const int column = (blockIdx.y * blockDim.x + threadIdx.x) * each;
    if (column >= width) {
        return;
    }
    const int64_t begin = starts[blockIdx.x], end = starts[blockIdx.x + 1];
    Columns total = {};
    for (int64_t k = begin; k < end; k += 8) {
        Columns rows[8];
#pragma unroll
        for (int i = 0; i < 8; ++i) {
            rows[i] = Columns{};
            if (k + i < end) {
                const int64_t row = order ? order[k + i] : k + i;
                rows[i] = *reinterpret_cast<const Columns *>(x + row * width + column);
            }
        }
#pragma unroll
        for (int i = 0; i < 8; ++i) {
            add(total, rows[i]);
        }
    }
    *reinterpret_cast<Columns *>(sums + int64_t(blockIdx.x) * width + column) = total;
}

extern "C" __global__ void __launch_bounds__(256)
    row_sums_whole(const float *x, const int64_t *order, const int64_t *starts, int width,
                   float *sums) {
    sum_rows<float4>(x, order, starts, width, sums);
}

extern "C" __global__ void __launch_bounds__(256)
    row_sums_ragged(const float *x, const int64_t *order, const int64_t *starts, int width,
                    float *sums) {
    sum_rows<float>(x, order, starts, width, sums);
}
)cuda"
