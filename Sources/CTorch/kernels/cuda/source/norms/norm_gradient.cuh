R"cuda(
// LayerNorm's gradients, with dropout before the norm's input (AddNorm) or after its output
// (embeddings). A block goes through its rows, `batch` at a time, which saves barriers; all its
// warps share a row. It leaves its sums over them in `partials`.

struct NormGradientRows {
    const void *upstream, *sum;
    const float *statistics, *weight;
    const int64_t *numbers; // null for 0, 1, ...
    void *gradient;         // of the sum
    void *dropped;          // the same where dropout kept x; unused without dropout
    float *partials;        // [blocks, 2 or 3, width]: of weight, bias and the gradient of x
};

// The gradient of LayerNorm's output and its normalized input, from what was loaded.
template <bool whole, typename Upstream, typename Element>
__device__ inline void unpack(const Place<whole> &place, int chunk, const Eight<Upstream> &upstream,
                              const Eight<Element> &sum, Moments moments, float (&g)[8],
                              float (&n)[8]) {
    upstream.unpack(g);
    sum.unpack(n);
    const int count = place.count(chunk);
#pragma unroll
    for (int i = 0; i < 8; ++i) {
        n[i] = i < count ? (n[i] - moments.mean) * moments.scale : 0.0f;
    }
}

template <int chunks, int batch, bool whole, bool after, typename Upstream, typename Element>
__device__ inline void norm_gradient(const NormGradientRows &at, RowShape shape, Dropout dropout,
                                     int rows_each) {
    __shared__ float2 totals[2][batch][8];
    const Place<whole> place(shape);
    const bool drops = dropout.dropped > 0;
    float scale[chunks][8];
    float weights[chunks][8] = {}, biases[chunks][8] = {}, columns[chunks][8] = {};
#pragma unroll
    for (int c = 0; c < chunks; ++c) {
        place.load(at.weight, 0, c, scale[c]);
    }
    const float share = 1.0f / static_cast<float>(shape.width);
    const int64_t begin = int64_t(blockIdx.x) * rows_each;
    const int64_t end = min(begin + rows_each, shape.rows);
    int turn = 0; // of two places for totals: one is written while the other may still be read
    for (int64_t first = begin; first < end; first += batch, turn = 1 - turn) {
        Eight<Upstream> upstream[batch][chunks];
        Eight<Element> sum[batch][chunks];
        Moments moments[batch];
        uint32_t bits[batch][chunks] = {};
#pragma unroll
        for (int k = 0; k < batch; ++k) {
            moments[k] = {0.0f, 0.0f}; // a row that is not there adds zeros
            if (first + k < end) {
#pragma unroll
                for (int c = 0; c < chunks; ++c) {
                    place.load(static_cast<const Upstream *>(at.upstream), first + k, c,
                               upstream[k][c]);
                    place.load(static_cast<const Element *>(at.sum), first + k, c, sum[k][c]);
                }
                moments[k] = kept_moments(at.statistics, first + k);
            }
        }
#pragma unroll
        for (int k = 0; k < batch; ++k) {
            float scaled = 0.0f, product = 0.0f;
            const int64_t row = min(first + k, end - 1);
            const int64_t number = at.numbers ? at.numbers[row] : row;
#pragma unroll
            for (int c = 0; c < chunks; ++c) {
                float g[8], n[8];
                unpack(place, c, upstream[k][c], sum[k][c], moments[k], g, n);
                if (drops) {
                    bits[k][c] = place.dropped(dropout, number, c);
                    if (after) {
                        drop8(g, bits[k][c], dropout.kept);
                    }
                }
#pragma unroll
                for (int i = 0; i < 8; ++i) {
                    const float s = g[i] * scale[c][i];
                    scaled += s;
                    product += s * n[i];
                    biases[c][i] += g[i];
                    weights[c][i] += g[i] * n[i];
                }
                upstream[k][c].forget();
                sum[k][c].forget();
            }
            scaled = warp_sum(scaled);
            product = warp_sum(product);
            if (place.lane == 0) {
                totals[turn][k][place.warp] = make_float2(scaled, product);
            }
        }
        __syncthreads();
#pragma unroll
        for (int k = 0; k < batch; ++k) {
            float scaled = 0.0f, product = 0.0f;
            for (int warp = 0; warp < shape.warps; ++warp) {
                scaled += totals[turn][k][warp].x;
                product += totals[turn][k][warp].y;
            }
            scaled *= share;
            product *= share;
            if (first + k < end) {
#pragma unroll
                for (int c = 0; c < chunks; ++c) {
                    float g[8], n[8];
                    unpack(place, c, upstream[k][c], sum[k][c], moments[k], g, n);
                    if (after && drops) {
                        drop8(g, bits[k][c], dropout.kept);
                    }
#pragma unroll
                    for (int i = 0; i < 8; ++i) {
                        g[i] = (g[i] * scale[c][i] - scaled - n[i] * product) * moments[k].scale;
                    }
                    place.store(static_cast<Element *>(at.gradient), first + k, c, g);
                    if (!after && drops) {
                        drop8(g, bits[k][c], dropout.kept);
                        place.store(static_cast<Element *>(at.dropped), first + k, c, g);
                    }
#pragma unroll
                    for (int i = 0; !after && i < 8; ++i) {
                        columns[c][i] += g[i];
                    }
                }
            }
        }
    }
    constexpr int vectors = after ? 2 : 3;
#pragma unroll
    for (int c = 0; c < chunks; ++c) {
        place.store(at.partials, int64_t(blockIdx.x) * vectors, c, weights[c]);
        place.store(at.partials, int64_t(blockIdx.x) * vectors + 1, c, biases[c]);
        if (!after) {
            place.store(at.partials, int64_t(blockIdx.x) * vectors + 2, c, columns[c]);
        }
    }
}

// One chunk a lane for whole rows of up to 2048; four for others, up to 8192.
#define KERNELS(name, batch, Upstream, Element, after)                                             \
    extern "C" __global__ void __launch_bounds__(256, 2) name##_whole(                             \
        NormGradientRows at, RowShape shape, Dropout dropout, int rows_each) {                     \
        norm_gradient<1, batch, true, after, Upstream, Element>(at, shape, dropout, rows_each);    \
    }                                                                                              \
    extern "C" __global__ void __launch_bounds__(256) name##_ragged(                               \
        NormGradientRows at, RowShape shape, Dropout dropout, int rows_each) {                     \
        norm_gradient<4, 1, false, after, Upstream, Element>(at, shape, dropout, rows_each);       \
    }
KERNELS(add_norm_gradient_float32, 2, float, float, false)
KERNELS(add_norm_gradient_bfloat16, 4, bfloat16, bfloat16, false)
KERNELS(embeddings_gradient_float32, 2, float, float, true)
KERNELS(embeddings_gradient_bfloat16, 2, bfloat16, float, true)
)cuda"
