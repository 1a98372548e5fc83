R"cuda(
// Matrices `[rows, width]` whose rows are spread over warps, and sums over their rows.

// Eight neighbours as they are stored.
template <typename Element> struct Eight;

template <> struct Eight<bfloat16> {
    uint4 words = make_uint4(0, 0, 0, 0);

    __device__ void load(const bfloat16 *from) { words = *reinterpret_cast<const uint4 *>(from); }
    // The first `count`, whatever the address.
    __device__ void load(const bfloat16 *from, int count) {
        uint32_t pairs[4];
#pragma unroll
        for (int i = 0; i < 4; ++i) {
            pairs[i] = (2 * i < count ? from[2 * i].bits : 0u) |
                       (2 * i + 1 < count ? static_cast<uint32_t>(from[2 * i + 1].bits) : 0u) << 16;
        }
        words = make_uint4(pairs[0], pairs[1], pairs[2], pairs[3]);
    }
    __device__ void unpack(float (&x)[8]) const { unpack8(words, x); }
    // What is unpacked before and after is not kept from one to the other: that would take
    // registers.
    __device__ void forget() {
#ifndef CT_EMULATION
        asm volatile("" : "+r"(words.x), "+r"(words.y), "+r"(words.z), "+r"(words.w));
#endif
    }
};

template <> struct Eight<float> {
    float values[8] = {0, 0, 0, 0, 0, 0, 0, 0};

    __device__ void load(const float *from) { load8(from, values); }
    __device__ void load(const float *from, int count) { load8(from, values, count, false); }
    __device__ void unpack(float (&x)[8]) const {
#pragma unroll
        for (int i = 0; i < 8; ++i) {
            x[i] = values[i];
        }
    }
    __device__ void forget() {
#ifndef CT_EMULATION
#pragma unroll
        for (int i = 0; i < 8; ++i) {
            asm volatile("" : "+f"(values[i]));
        }
#endif
    }
};

// How many rows there are, how wide they are, and how many warps share a row. The host chooses: a
// lane takes eight neighbours in each of a few chunks, and chunk c of warp w starts at column (c *
// warps + w) * 256. Either a row has one warp, or a block has one row.
struct RowShape {
    int64_t rows;
    int width, warps;
};

// A thread's place in the rows. `whole`: the width is a multiple of 8, and all rows are aligned to
// 16 bytes.
template <bool whole> struct Place {
    RowShape shape;
    int lane, warp;
    int64_t row, step;

    __device__ explicit Place(RowShape rows) : shape(rows), lane(threadIdx.x % 32) {
        const int index = threadIdx.x / 32, together = blockDim.x / 32 / rows.warps;
        warp = index % rows.warps;
        row = int64_t(blockIdx.x) * together + index / rows.warps;
        step = int64_t(gridDim.x) * together;
    }

    __device__ bool inside() const { return row < shape.rows; }
    __device__ int column(int chunk) const {
        return ((chunk * shape.warps + warp) * 32 + lane) * 8;
    }
    // How many of the eight neighbours there are: 0 ... 8, and with whole rows 0 or 8.
    __device__ int count(int chunk) const { return min(max(shape.width - column(chunk), 0), 8); }
    __device__ int64_t start(int64_t at_row, int chunk) const {
        return at_row * shape.width + column(chunk);
    }

    template <typename Element>
    __device__ void load(const Element *from, int64_t at_row, int chunk, Eight<Element> &x) const {
        if (!whole) {
            x.load(from + start(at_row, chunk), count(chunk));
        } else if (column(chunk) < shape.width) {
            x.load(from + start(at_row, chunk));
        }
    }
    template <typename Element>
    __device__ void load(const Element *from, int64_t at_row, int chunk, float (&x)[8]) const {
        Eight<Element> eight;
        load(from, at_row, chunk, eight);
        eight.unpack(x);
    }
    template <typename Element>
    __device__ void store(Element *to, int64_t at_row, int chunk, const float (&x)[8]) const {
        if (!whole) {
            store8(to + start(at_row, chunk), x, count(chunk), false);
        } else if (column(chunk) < shape.width) {
            store8(to + start(at_row, chunk), x);
        }
    }

    // The sum over a row's lanes, the same in all of them.
    __device__ float sum(float x, float *scratch) const {
        return shape.warps == 1 ? warp_sum(x) : block_sum(x, scratch);
    }
    // Which of the eight neighbours dropout takes; row r has the groups from r * ceil(width / 128).
    __device__ uint32_t dropped(const Dropout &dropout, int64_t number, int chunk) const {
        const int64_t groups = (shape.width + 127) / 128;
        return dropped_bits(dropout,
                            static_cast<uint64_t>(number * groups) + column(chunk) / 128);
    }
};

// The sums of a block of 8 warps over its strip of 256 columns, eight neighbours in each thread, to
// row blockIdx.y of `partials [blocks, width]`.
__device__ inline void write_strip_sums(const float (&sums)[8], int width, float *partials) {
    __shared__ __align__(16) float all[8][256];
    store8(&all[threadIdx.x / 32][threadIdx.x % 32 * 8], sums);
    __syncthreads();
    const int column = blockIdx.x * 256 + threadIdx.x;
    if (column < width) {
        float total = 0.0f;
        for (int warp = 0; warp < 8; ++warp) {
            total += all[warp][threadIdx.x];
        }
        partials[int64_t(blockIdx.y) * width + column] = total;
    }
}

// Mean and 1 / deviation of a row.
struct Moments {
    float mean, scale;
};

// The moments that `row_moments` kept.
__device__ inline Moments kept_moments(const float *statistics, int64_t row) {
    return {statistics[2 * row], statistics[2 * row + 1]};
}

// The moments of a row from its numbers and their sum, kept in `statistics [rows, 2]`.
template <int chunks, bool whole>
__device__ inline Moments row_moments(const Place<whole> &place, const float (&x)[chunks][8],
                                      float total, float epsilon, float *scratch,
                                      float *statistics) {
    const float width = static_cast<float>(place.shape.width);
    const float mean = place.sum(total, scratch) / width;
    float squares = 0.0f;
#pragma unroll
    for (int c = 0; c < chunks; ++c) {
        const int count = place.count(c);
#pragma unroll
        for (int i = 0; i < 8; ++i) {
            const float d = i < count ? x[c][i] - mean : 0.0f;
            squares += d * d;
        }
    }
    const float variance = place.sum(squares, scratch) / width;
    const float scale = 1.0f / sqrtf(variance + epsilon);
    if (place.lane == 0 && place.warp == 0) {
        statistics[2 * place.row] = mean;
        statistics[2 * place.row + 1] = scale;
    }
    return {mean, scale};
}

template <bool whole>
__device__ inline void normalize(const Place<whole> &place, int chunk, Moments moments,
                                 const float *weight, const float *bias, float (&x)[8]) {
    float scale[8], shift[8];
    place.load(weight, 0, chunk, scale);
    place.load(bias, 0, chunk, shift);
#pragma unroll
    for (int i = 0; i < 8; ++i) {
        x[i] = (x[i] - moments.mean) * moments.scale * scale[i] + shift[i];
    }
}

// Kernels for whole rows of 1 to 4 chunks a lane, and for any rows.
#define FOR_EACH_ROW_KERNEL(KERNELS, name, ...)                                                    \
    KERNELS(name##_1, 1, true, __VA_ARGS__)                                                        \
    KERNELS(name##_2, 2, true, __VA_ARGS__)                                                        \
    KERNELS(name##_3, 3, true, __VA_ARGS__)                                                        \
    KERNELS(name##_4, 4, true, __VA_ARGS__)                                                        \
    KERNELS(name##_ragged, 4, false, __VA_ARGS__)
)cuda"
