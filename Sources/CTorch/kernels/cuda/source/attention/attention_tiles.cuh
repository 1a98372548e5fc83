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
#pragma unroll 1
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
#pragma unroll 1
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

// A program is of one type of elements, so that less is compiled before the first use:
// EACH_ATTENTION_ELEMENT(MACRO) is MACRO(name, type).
#if defined(CT_EMULATION)
#define EACH_ATTENTION_ELEMENT(MACRO)                                                              \
    MACRO(float32, float) MACRO(bfloat16, bfloat16) MACRO(float16, float16)
#elif defined(CT_BFLOAT16)
#define EACH_ATTENTION_ELEMENT(MACRO) MACRO(bfloat16, bfloat16)
#elif defined(CT_FLOAT16)
#define EACH_ATTENTION_ELEMENT(MACRO) MACRO(float16, float16)
#else
#define EACH_ATTENTION_ELEMENT(MACRO) MACRO(float32, float)
#endif
)cuda"
