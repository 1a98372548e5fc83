R"cuda(
// The forward pass of attention; follows attention_tiles.cuh. A block keeps its tile of queries,
// goes over the tiles of keys and values, and scales what it has summed up whenever a higher
// score comes (online softmax), so that no score leaves the block.

// The softmax of a tile's scores as far as it is known: exponentials relative to the highest score
// yet. `factors` is what sums made with an earlier highest are multiplied by.
struct Softmax {
    float highest[4], totals[4];

    __device__ void start() {
#pragma unroll
        for (int i = 0; i < 4; ++i) {
            highest[i] = -__int_as_float(0x7f800000), totals[i] = 0.0f;
        }
    }

    __device__ void add(float (&scores)[4][4], int columns, float scale, float (&factors)[4]) {
        const int column = static_cast<int>(threadIdx.x) % 16;
#pragma unroll
        for (int i = 0; i < 4; ++i) {
            float top = highest[i], total = 0.0f;
#pragma unroll
            for (int j = 0; j < 4; ++j) {
                top = fmaxf(top, column + 16 * j < columns ? scores[i][j] : top);
            }
            top = row_maximum(top);
#pragma unroll
            for (int j = 0; j < 4; ++j) {
                scores[i][j] =
                    column + 16 * j < columns ? expf((scores[i][j] - top) * scale) : 0.0f;
                total += scores[i][j];
            }
            factors[i] = expf((highest[i] - top) * scale);
            totals[i] = totals[i] * factors[i] + row_sum(total);
            highest[i] = top;
        }
    }
};

// One part of `outputs` times `width` columns of the attended rows (blockIdx.z numbers the parts).
template <typename Element, int width, int outputs>
__device__ inline void attend(const Attention &at) {
    const Sequence sequence(at);
    const int rows = min(tile, sequence.queries - sequence.first);
    if (rows <= 0) {
        return;
    }
    float *left = dynamic_shared<float>(), *right = left + tile * (width + 4);
    float *shares = right + tile * (width + 4);
    const int part = static_cast<int>(blockIdx.z) * outputs * width;
    const int row = static_cast<int>(threadIdx.x) / 16 * 4;
    const int column = static_cast<int>(threadIdx.x) % 16;
    const bool busy = row / 8 * 8 < rows; // the same in a whole warp
    float sums[outputs][4][width / 16] = {};
    Softmax softmax;
    softmax.start();
    for (int start = 0; start < sequence.keys; start += tile) {
        const int columns = min(tile, sequence.keys - start);
        const int64_t first_key = sequence.first_key + start;
        float scores[4][4] = {}, factors[4];
        Fetch<Element, width> next;
        for (int chunk = 0; chunk < at.head_size; chunk += width) {
            // Queries that fit stay where they are.
            const bool moves = at.head_size > width || start == 0;
            Fetch<Element, width> query;
            if (moves) {
                query.read(at, at.query, sequence.first_query + sequence.first, rows, chunk);
            }
            next.read(at, at.key, first_key, columns, chunk);
            __syncthreads();
            if (moves) {
                query.write(left);
            }
            next.write(right);
            __syncthreads();
            if (chunk + width >= at.head_size) {
                next.read(at, at.value, first_key, columns, part);
            }
            if (busy) {
                add_scores<width>(left, right, columns, scores);
            }
        }
        if (busy) {
            softmax.add(scores, columns, at.scale, factors);
            if (sequence.kept_bits) {
#pragma unroll
                for (int i = 0; i < 4; ++i) {
#pragma unroll
                    for (int j = 0; j < 4; ++j) {
                        const bool inside = row + i < rows && column + 16 * j < columns;
                        if (inside && !sequence.keeps(sequence.first + row + i,
                                                      start + column + 16 * j)) {
                            scores[i][j] = 0.0f;
                        }
                    }
                }
            }
            put_scores(shares, scores);
        }
#pragma unroll
        for (int output = 0; output < outputs; ++output) {
            if (output > 0) {
                next.read(at, at.value, first_key, columns, part + output * width);
            }
            __syncthreads();
            next.write(right);
            __syncthreads();
            if (busy) {
#pragma unroll
                for (int i = 0; i < 4; ++i) {
#pragma unroll
                    for (int c = 0; c < width / 16; ++c) {
                        sums[output][i][c] *= factors[i];
                    }
                }
                add_rows<width>(shares, right, columns, sums[output]);
            }
        }
    }
    if (!busy) {
        return;
    }
    const int64_t first = sequence.first_query + sequence.first;
#pragma unroll
    for (int i = 0; i < 4; ++i) {
        if (row + i < rows && column == 0 && part == 0) {
            at.log_sum_exp[blockIdx.y * at.query_rows + first + row + i] =
                softmax.highest[i] * at.scale + logf(softmax.totals[i]);
        }
    }
#pragma unroll
    for (int output = 0; output < outputs; ++output) {
#pragma unroll
        for (int i = 0; i < 4; ++i) {
#pragma unroll
            for (int c = 0; c < width / 16; ++c) {
                sums[output][i][c] *= at.kept / softmax.totals[i];
            }
        }
        put_rows<Element, width>(at, at.attended, first, rows, part + output * width, sums[output]);
    }
}

#define FORWARD(columns, name, Element, width, outputs, blocks)                                    \
    extern "C" __global__ void __launch_bounds__(256, blocks)                                      \
        attention_forward_##columns##_##name(Attention at) {                                       \
        attend<Element, width, outputs>(at);                                                       \
    }
#define EACH_WIDTH(name, Element)                                                                  \
    FORWARD(32, name, Element, 32, 1, 3)                                                           \
    FORWARD(64, name, Element, 64, 1, 2)                                                           \
    FORWARD(128, name, Element, 64, 2, 2)
EACH_ATTENTION_ELEMENT(EACH_WIDTH)
)cuda"
