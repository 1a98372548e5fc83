R"cuda(
// Attention inside the sequences of a packed batch: a block of 256 threads for each tile of 64 rows
// of a sequence, and each head. Sums are float32. A thread has four rows, 4 * (t / 16) and those
// after it, and of the scores the columns t % 16 + 16 * j: a half-warp has whole rows.

constexpr int tile = 64, score_pitch = tile + 4;

struct Matrix {
    void *data;
    int64_t stride; // from row to row, in elements
};

struct Attention {
    Matrix query, key, value, attended, gradient, query_gradient, key_gradient, value_gradient;
    float *log_sum_exp, *dots; // [heads, query rows]
    const int32_t *query_offsets, *key_offsets;
    // Of the dropout, or null: where the groups of each sequence start, and what is kept.
    const int64_t *first_groups;
    const uint32_t *kept_bits;
    int64_t query_rows;
    int head_size, tiles; // tiles of the longest sequence
    int vectors;          // whether four neighbours can be loaded at once
    int unused;
    float scale, kept;
};

// A float16 number by its bits.
struct float16 {
    uint16_t bits;
};

__device__ inline float to_float(float16 x) {
#ifdef CT_EMULATION
    return static_cast<float>(__builtin_bit_cast(_Float16, x.bits));
#else
    float result;
    asm("cvt.f32.f16 %0, %1;" : "=f"(result) : "h"(x.bits));
    return result;
#endif
}

template <> __device__ inline float16 from_float<float16>(float x) {
#ifdef CT_EMULATION
    return {__builtin_bit_cast(uint16_t, static_cast<_Float16>(x))};
#else
    float16 result;
    asm("cvt.rn.f16.f32 %0, %1;" : "=h"(result.bits) : "f"(x));
    return result;
#endif
}

// Four neighbours as they are stored.
template <typename Element> struct __align__(4 * sizeof(Element)) Four {
    Element parts[4];

    // Loads the first `count`; the others are zero.
    __device__ void read(const Element *from, int count, bool vectors) {
        if (vectors && count >= 4) {
            *this = *reinterpret_cast<const Four *>(from);
            return;
        }
#pragma unroll
        for (int i = 0; i < 4; ++i) {
            parts[i] = i < count ? from[i] : Element{};
        }
    }

    __device__ float4 numbers() const {
        return make_float4(to_float(parts[0]), to_float(parts[1]), to_float(parts[2]),
                           to_float(parts[3]));
    }
};

// Writes the first `count` of a few neighbours; `count` may be negative.
template <int size, typename Element>
__device__ inline void store(Element *to, const float (&x)[size], int count, bool vectors) {
    if (size == 4 && vectors && count >= 4) {
        Four<Element> all;
#pragma unroll
        for (int i = 0; i < size; ++i) {
            all.parts[i] = from_float<Element>(x[i]);
        }
        *reinterpret_cast<Four<Element> *>(to) = all;
        return;
    }
#pragma unroll
    for (int i = 0; i < size; ++i) {
        if (i < count) {
            to[i] = from_float<Element>(x[i]);
        }
    }
}

// A block's sequence and head, and the first row of its tile.
struct Sequence {
    int64_t first_query, first_key;
    int queries, keys, first;
    const uint32_t *kept_bits;

    __device__ explicit Sequence(const Attention &at) {
        const unsigned index = blockIdx.x / static_cast<unsigned>(at.tiles);
        first = static_cast<int>(blockIdx.x - index * static_cast<unsigned>(at.tiles)) * tile;
        first_query = at.query_offsets[index];
        first_key = at.key_offsets[index];
        queries = static_cast<int>(at.query_offsets[index + 1] - first_query);
        keys = static_cast<int>(at.key_offsets[index + 1] - first_key);
        kept_bits = nullptr;
        if (at.kept_bits) {
            const int64_t groups = (static_cast<int64_t>(keys) * keys + 127) / 128;
            kept_bits = at.kept_bits + (at.first_groups[index] + groups * blockIdx.y) * 4;
        }
    }

    __device__ bool keeps(int query, int key) const {
        const uint32_t number = static_cast<uint32_t>(query) * static_cast<uint32_t>(keys) +
                                static_cast<uint32_t>(key);
        return kept_bits[number / 32] >> number % 32 & 1u;
    }
};

// A row of this block's head.
template <typename Element>
__device__ inline Element *elements(const Attention &at, const Matrix &of, int64_t row) {
    return static_cast<Element *>(of.data) + row * of.stride +
           static_cast<int64_t>(blockIdx.y) * at.head_size;
}

// Rows of one head on their way to shared memory: `width` columns of 64 rows.
template <typename Element, int width> struct Fetch {
    static constexpr int across = width / 4, down = 256 / across, count = tile / down;
    Four<Element> found[count];

    // The first `rows` rows from `first` on; the others are zero, as columns beyond the head are.
    __device__ void read(const Attention &at, const Matrix &from, int64_t first, int rows,
                         int column) {
        const int row = static_cast<int>(threadIdx.x) / across;
        const int own = column + static_cast<int>(threadIdx.x) % across * 4;
        const Element *place = elements<Element>(at, from, first + row) + own;
#pragma unroll
        for (int i = 0; i < count; ++i, place += down * from.stride) {
            found[i].read(place, row + i * down < rows ? at.head_size - own : 0, at.vectors);
        }
    }

    __device__ void write(float *to) const {
        to += static_cast<int>(threadIdx.x) / across * (width + 4) +
              static_cast<int>(threadIdx.x) % across * 4;
#pragma unroll
        for (int i = 0; i < count; ++i) {
            *reinterpret_cast<float4 *>(to + i * down * (width + 4)) = found[i].numbers();
        }
    }
};

__device__ inline void shared4(const float *from, float (&x)[4]) {
    const float4 all = *reinterpret_cast<const float4 *>(from);
    x[0] = all.x, x[1] = all.y, x[2] = all.z, x[3] = all.w;
}

// sums += left right^T over `width` columns, for the first `groups` times 16 columns of the result.
template <int groups, int width>
__device__ inline void add_scores(const float *left, const float *right, float (&sums)[4][4]) {
    left += threadIdx.x / 16 * 4 * (width + 4);
    right += threadIdx.x % 16 * (width + 4);
#pragma unroll 2
    for (int k = 0; k < width; k += 4) {
        float a[4][4], b[4];
#pragma unroll
        for (int i = 0; i < 4; ++i) {
            shared4(left + i * (width + 4) + k, a[i]);
        }
#pragma unroll
        for (int j = 0; j < groups; ++j) {
            shared4(right + j * 16 * (width + 4) + k, b);
#pragma unroll
            for (int i = 0; i < 4; ++i) {
#pragma unroll
                for (int part = 0; part < 4; ++part) {
                    sums[i][j] += a[i][part] * b[part];
                }
            }
        }
    }
}

template <int width>
__device__ inline void add_scores(const float *left, const float *right, int columns,
                                  float (&sums)[4][4]) {
    if (columns > 32) {
        add_scores<4, width>(left, right, sums);
    } else if (columns > 16) {
        add_scores<2, width>(left, right, sums);
    } else {
        add_scores<1, width>(left, right, sums);
    }
}

// How many columns of scores the products above make of `columns`.
__device__ inline int made_columns(int columns) {
    return columns > 32 ? 64 : columns > 16 ? 32 : 16;
}

// Writes a thread's scores where its half-warp reads them.
__device__ inline void put_scores(float *to, const float (&scores)[4][4]) {
    to += threadIdx.x / 16 * 4 * score_pitch + threadIdx.x % 16;
    __syncwarp();
#pragma unroll
    for (int i = 0; i < 4; ++i) {
#pragma unroll
        for (int j = 0; j < 4; ++j) {
            to[i * score_pitch + 16 * j] = scores[i][j];
        }
    }
    __syncwarp();
}

// sums += scores rows, over the first `count` rows. A thread has the columns from
// width / 16 * (t % 16) on.
template <int width>
__device__ inline void add_rows(const float *scores, const float *rows, int count,
                                float (&sums)[4][width / 16]) {
    constexpr int columns = width / 16;
    scores += threadIdx.x / 16 * 4 * score_pitch;
    rows += threadIdx.x % 16 * columns;
#pragma unroll 2
    for (int k = 0; k < count; k += 4) {
        float a[4][4];
#pragma unroll
        for (int i = 0; i < 4; ++i) {
            shared4(scores + i * score_pitch + k, a[i]);
        }
#pragma unroll
        for (int part = 0; part < 4; ++part) {
            float b[columns];
            const float *row = rows + (k + part) * (width + 4);
            if constexpr (columns == 4) {
                shared4(row, b);
            } else {
                const float2 both = *reinterpret_cast<const float2 *>(row);
                b[0] = both.x, b[1] = both.y;
            }
#pragma unroll
            for (int i = 0; i < 4; ++i) {
#pragma unroll
                for (int c = 0; c < columns; ++c) {
                    sums[i][c] += a[i][part] * b[c];
                }
            }
        }
    }
}

// Writes rows of a result; `first` is the tile's first row in the batch.
template <typename Element, int width>
__device__ inline void put_rows(const Attention &at, const Matrix &to, int64_t first, int rows,
                                int column, const float (&sums)[4][width / 16]) {
    const int own = column + static_cast<int>(threadIdx.x) % 16 * (width / 16);
    const int row = static_cast<int>(threadIdx.x) / 16 * 4;
#pragma unroll
    for (int i = 0; i < 4; ++i) {
        if (row + i < rows) {
            store(elements<Element>(at, to, first + row + i) + own, sums[i], at.head_size - own,
                  at.vectors);
        }
    }
}

// Sums and maxima over a half-warp, the same in each of its lanes.
__device__ inline float row_sum(float x) {
#pragma unroll
    for (int distance = 8; distance > 0; distance /= 2) {
        x += __shfl_xor_sync(whole_warp, x, distance);
    }
    return x;
}

__device__ inline float row_maximum(float x) {
#pragma unroll
    for (int distance = 8; distance > 0; distance /= 2) {
        x = fmaxf(x, __shfl_xor_sync(whole_warp, x, distance));
    }
    return x;
}

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
#define ATTENTION_KERNELS(columns, name, Element, width, outputs, forward_blocks, backward_blocks) \
    extern "C" __global__ void __launch_bounds__(256, forward_blocks)                              \
        attention_forward_##columns##_##name(Attention at) {                                       \
        attend<Element, width, outputs>(at);                                                       \
    }                                                                                              \
    extern "C" __global__ void __launch_bounds__(256, backward_blocks)                             \
        attention_gradients_##columns##_##name(Attention at) {                                     \
        const unsigned parts = gridDim.z / 2;                                                      \
        const int part = static_cast<int>(blockIdx.z % parts) * width * outputs;                   \
        if (blockIdx.z < parts) {                                                                  \
            differentiate<Element, width, outputs, true>(at, part);                                \
        } else {                                                                                   \
            differentiate<Element, width, outputs, false>(at, part);                               \
        }                                                                                          \
    }
#define EACH_ATTENTION_KERNEL(name, Element)                                                       \
    ATTENTION_KERNELS(32, name, Element, 32, 1, 3, 2)                                              \
    ATTENTION_KERNELS(64, name, Element, 64, 1, 2, 2)                                              \
    ATTENTION_KERNELS(128, name, Element, 64, 2, 2, 1)                                             \
    extern "C" __global__ void __launch_bounds__(256)                                              \
        attention_dots_##name(Attention at, int heads) {                                           \
        dots<Element>(at, heads);                                                                  \
    }

// A program is of one type of elements: less is compiled before the first use.
#if defined(CT_FLOAT32) || defined(CT_EMULATION)
EACH_ATTENTION_KERNEL(float32, float)
#endif
#if defined(CT_BFLOAT16) || defined(CT_EMULATION)
EACH_ATTENTION_KERNEL(bfloat16, bfloat16)
#endif
#if defined(CT_FLOAT16) || defined(CT_EMULATION)
EACH_ATTENTION_KERNEL(float16, float16)
#endif
)cuda"
