R"cuda(
// AdamW with the arithmetic of the processor's kernel to the last bit: what is one instruction there,
// a product and a sum in one rounding, is one here.

struct AdamWCoefficients {
    float decay, mean_share, square_share, step_size, root_correction, epsilon, gradient_scale;
};

struct AdamWItem {
    float *p, *m, *v;
    const void *g;
    bfloat16 *copy;
    int64_t count;
    // The number of its first block.
    int32_t first_block;
    int8_t half, decays, aligned, unused;
};

// Elements of an item that a block takes.
constexpr int64_t adamw_block = 8192;

__device__ inline void adamw_update(float &p, float &m, float &v, float raw, float decay,
                                    float gradient_scale, const AdamWCoefficients &c) {
    const float g = __fmul_rn(raw, gradient_scale);
    m = __fmaf_rn(__fsub_rn(g, m), c.mean_share, m);
    v = __fmaf_rn(__fmaf_rn(g, g, -v), c.square_share, v);
    p = __fmaf_rn(-p, decay, p);
    const float root = __fmaf_rn(__fsqrt_rn(v), c.root_correction, c.epsilon);
    p = __fsub_rn(p, __fdiv_rn(__fmul_rn(c.step_size, m), root));
}

// What multiplies a gradient, or not a number where nothing may change.
__device__ inline float adamw_scale(const AdamWCoefficients &c, const float *scale) {
    if (!scale) {
        return c.gradient_scale;
    }
    const float factor = *scale;
    return factor - factor == 0.0f ? __fmul_rn(c.gradient_scale, factor) : factor - factor;
}

// Four neighbours; addresses are multiples of four elements.
__device__ inline void adamw_load(const float *from, float (&x)[4]) {
    const float4 four = *reinterpret_cast<const float4 *>(from);
    x[0] = four.x, x[1] = four.y, x[2] = four.z, x[3] = four.w;
}

__device__ inline void adamw_load(const bfloat16 *from, float (&x)[4]) {
    const uint64_t four = *reinterpret_cast<const uint64_t *>(from);
#pragma unroll
    for (int k = 0; k < 4; ++k) {
        x[k] = __uint_as_float(static_cast<uint32_t>(four >> 16 * k) << 16);
    }
}

__device__ inline void adamw_store(float *to, const float (&x)[4]) {
    *reinterpret_cast<float4 *>(to) = make_float4(x[0], x[1], x[2], x[3]);
}

__device__ inline void adamw_store(bfloat16 *to, const float (&x)[4]) {
    *reinterpret_cast<uint64_t *>(to) = static_cast<uint64_t>(bfloat16_pair(x[2], x[3])) << 32 |
                                        bfloat16_pair(x[0], x[1]);
}

template <typename Gradient>
__device__ inline void adamw_run(const AdamWItem &item, int64_t begin, int64_t size, float scale,
                                 const AdamWCoefficients &c) {
    const float decay = item.decays ? c.decay : 0.0f;
    float *p = item.p + begin, *m = item.m + begin, *v = item.v + begin;
    const Gradient *g = static_cast<const Gradient *>(item.g) + begin;
    bfloat16 *copy = item.copy ? item.copy + begin : nullptr;
    const int64_t whole = item.aligned ? size / 4 * 4 : 0;
#pragma unroll 2
    for (int64_t i = threadIdx.x * 4; i < whole; i += blockDim.x * 4) {
        float weights[4], means[4], squares[4], gradients[4];
        adamw_load(p + i, weights);
        adamw_load(m + i, means);
        adamw_load(v + i, squares);
        adamw_load(g + i, gradients);
#pragma unroll
        for (int k = 0; k < 4; ++k) {
            adamw_update(weights[k], means[k], squares[k], gradients[k], decay, scale, c);
        }
        adamw_store(p + i, weights);
        adamw_store(m + i, means);
        adamw_store(v + i, squares);
        if (copy) {
            adamw_store(copy + i, weights);
        }
    }
    for (int64_t i = whole + threadIdx.x; i < size; i += blockDim.x) {
        adamw_update(p[i], m[i], v[i], to_float(g[i]), decay, scale, c);
        if (copy) {
            copy[i] = from_float<bfloat16>(p[i]);
        }
    }
}

// One step of all items: block b works on item `owners[b]`.
extern "C" __global__ void adamw_step(const AdamWItem *items, const int32_t *owners,
                                      AdamWCoefficients c, const float *scale) {
    const float factor = adamw_scale(c, scale);
    if (!(factor - factor == 0.0f)) {
        return;
    }
    const AdamWItem item = items[owners[blockIdx.x]];
    const int64_t begin = (static_cast<int64_t>(blockIdx.x) - item.first_block) * adamw_block;
    const int64_t left = item.count - begin, size = left < adamw_block ? left : adamw_block;
    if (item.half) {
        adamw_run<bfloat16>(item, begin, size, factor, c);
    } else {
        adamw_run<float>(item, begin, size, factor, c);
    }
}

struct AdamWTable {
    float *p, *m, *v;
    bfloat16 *copy;
    int64_t *steps;
    int64_t width, first_step, count;
    int32_t decays, rows;
};

// Takes a row of the table, a block each, through the steps that it has missed, and through the last
// one with its gradient. `rows` is null for all rows, `values` for no gradient.
//
// Weights without momentum only decay in a step without a gradient.
extern "C" __global__ void adamw_rows(AdamWTable table, const int64_t *rows, const float *values,
                                      const AdamWCoefficients *history, const float *scale) {
    const int64_t row = rows ? rows[blockIdx.x] : blockIdx.x;
    const float factor = values ? adamw_scale(history[table.count - 1], scale) : 1.0f;
    const int64_t known = row < 0 || row >= table.rows ? -1 : table.steps[row] + 1 - table.first_step;
    // A row that is not in the table, or behind the first known step, is a mistake of the program.
    if (known < 0) {
        __trap();
    }
    __syncthreads();
    if (known >= table.count || !(factor - factor == 0.0f)) {
        return;
    }
    const int64_t missed = values ? table.count - 1 : table.count;
    for (int64_t i = threadIdx.x; i < table.width; i += blockDim.x) {
        const int64_t place = row * table.width + i;
        float p = table.p[place], m = table.m[place], v = table.v[place];
        const bool still = __float_as_uint(m) == 0 && __float_as_uint(v) == 0;
        for (int64_t step = known; step < missed; ++step) {
            const AdamWCoefficients c = history[step];
            const float decay = table.decays ? c.decay : 0.0f;
            if (still && c.epsilon > 0.0f) {
                p = __fmaf_rn(-p, decay, p);
            } else {
                adamw_update(p, m, v, 0.0f, decay, c.gradient_scale, c);
            }
        }
        if (values) {
            const AdamWCoefficients c = history[missed];
            const float raw = values[static_cast<int64_t>(blockIdx.x) * table.width + i];
            adamw_update(p, m, v, raw, table.decays ? c.decay : 0.0f, factor, c);
        }
        table.p[place] = p;
        table.m[place] = m;
        table.v[place] = v;
        if (table.copy) {
            table.copy[place] = from_float<bfloat16>(p);
        }
    }
    if (threadIdx.x == 0) {
        table.steps[row] = table.first_step + table.count - 1;
    }
}
)cuda"
