R"cuda(
// The gradients of attention; follows attention_tiles.cuh. Half of the blocks keep a tile of
// keys and go over the queries, for the gradients of keys and values; the others keep queries
// and go over the keys. Both make the probabilities again from the log-sum-exp, so that nobody
// adds to another's sums.

// What turns scores into gradients: the numbers of a query.
struct QueryNumbers {
    float log_sum_exp[4], dots[4];

    // Of the queries first, first + step, ...; those from `count` on are passed over.
    __device__ void read(const Attention &at, const Sequence &sequence, int start, int first,
                         int step, int count) {
        const int64_t place = blockIdx.y * at.query_rows + sequence.first_query + start;
#pragma unroll
        for (int i = 0; i < 4; ++i) {
            const int query = first + i * step;
            log_sum_exp[i] = query < count ? at.log_sum_exp[place + query] : 0.0f;
            dots[i] = query < count ? at.dots[place + query] : 0.0f;
        }
    }
};

// One part of the gradients of a tile's queries, or of its keys and values (`by_key`). Rows of
// scores are those of the tile, columns those of the other side:
//     dQ = dS K,  dK = dS^T Q,  dV = P^T dO,  dS = scale * P * (dO V^T - dots).
template <typename Element, int width, int outputs, bool by_key>
__device__ inline void differentiate(const Attention &at, int part) {
    const Sequence sequence(at);
    const int count = by_key ? sequence.keys : sequence.queries;
    const int others = by_key ? sequence.queries : sequence.keys;
    const int rows = min(tile, count - sequence.first);
    if (rows <= 0) {
        return;
    }
    float *left = dynamic_shared<float>(), *right = left + tile * (width + 4);
    float *shares = right + tile * (width + 4);
    const int64_t first = (by_key ? sequence.first_key : sequence.first_query) + sequence.first;
    const int64_t other = by_key ? sequence.first_query : sequence.first_key;
    const Matrix &left_scores = by_key ? at.key : at.query;
    const Matrix &left_slopes = by_key ? at.value : at.gradient;
    const Matrix &right_scores = by_key ? at.query : at.key;
    const Matrix &right_slopes = by_key ? at.gradient : at.value;
    const int row = static_cast<int>(threadIdx.x) / 16 * 4;
    const int column = static_cast<int>(threadIdx.x) % 16;
    const bool busy = row / 8 * 8 < rows; // the same in a whole warp
    float sums[outputs][4][width / 16] = {}, value_sums[by_key ? outputs : 1][4][width / 16] = {};
    QueryNumbers numbers;
    if (!by_key) {
        numbers.read(at, sequence, sequence.first, row, 1, rows);
    }
    for (int start = 0; start < others; start += tile) {
        const int columns = min(tile, others - start);
        float scores[4][4] = {}, slopes[4][4] = {};
        if (by_key) {
            numbers.read(at, sequence, start, column, 16, columns);
        }
        Fetch<Element, width> a, b;
        const auto fetch = [&](const Matrix &from_left, const Matrix &from_right, int chunk) {
            a.read(at, from_left, first, rows, chunk);
            b.read(at, from_right, other + start, columns, chunk);
            __syncthreads();
            a.write(left);
            b.write(right);
            __syncthreads();
        };
        for (int chunk = 0; chunk < at.head_size; chunk += width) {
            fetch(left_scores, right_scores, chunk);
            if (busy) {
                add_scores<width>(left, right, columns, scores);
            }
        }
        for (int chunk = 0; chunk < at.head_size; chunk += width) {
            fetch(left_slopes, right_slopes, chunk);
            if (busy) {
                add_scores<width>(left, right, columns, slopes);
            }
        }
        // Scores become probabilities after dropout, slopes gradients of the scores.
#pragma unroll
        for (int i = 0; i < 4; ++i) {
#pragma unroll
            for (int j = 0; j < 4; ++j) {
                const bool inside = row + i < rows && column + 16 * j < columns;
                const int n = by_key ? j : i;
                // Rounding may leave a score just above its own log-sum-exp.
                const float x = scores[i][j] * at.scale - numbers.log_sum_exp[n];
                const float share = inside ? expf(x > 0.0f ? 0.0f : x) : 0.0f;
                float multiplier = 1.0f;
                if (sequence.kept_bits && inside) {
                    const int own = sequence.first + row + i, theirs = start + column + 16 * j;
                    multiplier = sequence.keeps(by_key ? theirs : own, by_key ? own : theirs)
                                     ? at.kept
                                     : 0.0f;
                }
                // A dropped probability passes nothing on, even where that is not finite.
                scores[i][j] = multiplier == 0.0f ? 0.0f : share * multiplier;
                slopes[i][j] = multiplier == 0.0f ? 0.0f : slopes[i][j] * multiplier;
                slopes[i][j] =
                    inside ? share * (slopes[i][j] - numbers.dots[n]) * at.scale : 0.0f;
            }
        }
        if constexpr (by_key) {
            if (busy) {
                put_scores(shares, scores);
            }
#pragma unroll
            for (int output = 0; output < outputs; ++output) {
                // A head that fits is still there.
                if (at.head_size > width) {
                    b.read(at, right_slopes, other + start, columns, part + output * width);
                    __syncthreads();
                    b.write(right);
                    __syncthreads();
                }
                if (busy) {
                    add_rows<width>(shares, right, columns, value_sums[output]);
                }
            }
        }
        if (busy) {
            put_scores(shares, slopes);
        }
#pragma unroll
        for (int output = 0; output < outputs; ++output) {
            b.read(at, right_scores, other + start, columns, part + output * width);
            __syncthreads();
            b.write(right);
            __syncthreads();
            if (busy) {
                add_rows<width>(shares, right, columns, sums[output]);
            }
        }
    }
    if (!busy) {
        return;
    }
#pragma unroll
    for (int output = 0; output < outputs; ++output) {
        const int place = part + output * width;
        put_rows<Element, width>(at, by_key ? at.key_gradient : at.query_gradient, first, rows,
                                 place, sums[output]);
        if constexpr (by_key) {
            put_rows<Element, width>(at, at.value_gradient, first, rows, place,
                                     value_sums[output]);
        }
    }
}

// The products of attended rows with their gradients, [heads, query rows]: a warp for each.
template <typename Element> __device__ inline void dots(const Attention &at, int heads) {
    const int64_t item = static_cast<int64_t>(blockIdx.x) * 8 + threadIdx.x / 32;
    const int64_t row = item / heads, head = item % heads;
    if (row >= at.query_rows) {
        return;
    }
    const Element *attended = static_cast<const Element *>(at.attended.data) +
                              row * at.attended.stride + head * at.head_size;
    const Element *gradient = static_cast<const Element *>(at.gradient.data) +
                              row * at.gradient.stride + head * at.head_size;
    float sum = 0.0f;
    for (int i = static_cast<int>(threadIdx.x) % 32 * 4; i < at.head_size; i += 128) {
        Four<Element> a, b;
        a.read(attended + i, at.head_size - i, at.vectors);
        b.read(gradient + i, at.head_size - i, at.vectors);
        const float4 x = a.numbers(), y = b.numbers();
        sum += x.x * y.x + x.y * y.y + x.z * y.z + x.w * y.w;
    }
    sum = warp_sum(sum);
    if (threadIdx.x % 32 == 0) {
        at.dots[head * at.query_rows + row] = sum;
    }
}

// Of the blocks in z the first half are of keys and values, which take longer.
#define GRADIENTS(columns, name, Element, width, outputs, blocks)                                  \
    extern "C" __global__ void __launch_bounds__(256, blocks)                                      \
        attention_gradients_##columns##_##name(Attention at) {                                     \
        const unsigned parts = gridDim.z / 2;                                                      \
        const int part = static_cast<int>(blockIdx.z % parts) * width * outputs;                   \
        if (blockIdx.z < parts) {                                                                  \
            differentiate<Element, width, outputs, true>(at, part);                                \
        } else {                                                                                   \
            differentiate<Element, width, outputs, false>(at, part);                               \
        }                                                                                          \
    }
#define EACH_WIDTH(name, Element)                                                                  \
    GRADIENTS(32, name, Element, 32, 1, 2)                                                         \
    GRADIENTS(64, name, Element, 64, 1, 2)                                                         \
    GRADIENTS(128, name, Element, 64, 2, 1)                                                        \
    extern "C" __global__ void __launch_bounds__(256)                                              \
        attention_dots_##name(Attention at, int heads) {                                           \
        dots<Element>(at, heads);                                                                  \
    }
EACH_ATTENTION_ELEMENT(EACH_WIDTH)
)cuda"
