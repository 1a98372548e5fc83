R"cuda(
// Means and shifted copies of point clouds, and what pools their products. All clouds of a call
// are one stack of rows; a block takes a chunk of 64 rows of one cloud and 256 columns, eight
// neighbours a thread. Sums of chunks are added in order, in float64.

struct MomentsCloud {
    const void *points;
    int64_t rows;
    // Its place in the stack of all clouds' points.
    int64_t first_row;
    // The number of its first chunk of rows, in the kernels that go by chunks.
    int32_t first_chunk;
    int32_t unused;
};

constexpr int moments_most = 48;

struct MomentsClouds {
    MomentsCloud cloud[moments_most];
    int32_t count;
    int32_t dimensions;
    // Whether all points may be read 16 bytes at a time.
    int32_t aligned;
    int32_t unused;
};

// Rows that a block takes.
constexpr int moments_chunk = 64;
// A block: 32 neighbours of 8 columns each, and 8 rows at a time.
constexpr int moments_columns = 256;

struct float16 {
    uint16_t bits;
};

__device__ inline float to_float(float16 x) {
    const uint32_t sign = static_cast<uint32_t>(x.bits & 0x8000u) << 16;
    const uint32_t rest = x.bits & 0x7fffu;
    // An exponent of 5 bits as one of 8; what is not finite stays so, small numbers become exact.
    const float wide = __uint_as_float(rest << 13) * 5.192296858534828e33f;
    const uint32_t bits = rest >= 0x7c00u ? 0x7f800000u | rest << 13 : __float_as_uint(wide);
    return __uint_as_float(sign | bits);
}

__device__ inline int moments_cloud_of(const MomentsClouds &clouds, int32_t chunk) {
    int index = 0;
    while (index + 1 < clouds.count && clouds.cloud[index + 1].first_chunk <= chunk) {
        ++index;
    }
    return index;
}

template <typename Element>
__device__ inline void moments_load(const Element *from, float (&x)[8], int64_t count, bool aligned) {
    load8(from, x, count, aligned);
}

__device__ inline void moments_load(const float16 *from, float (&x)[8], int64_t count, bool) {
#pragma unroll
    for (int k = 0; k < 8; ++k) {
        x[k] = k < count ? to_float(from[k]) : 0.0f;
    }
}

// The sums of a chunk's points and of their squares, float64 [chunks, 2, dimensions].
template <typename Element>
__device__ inline void moments_sums_of(const MomentsClouds &clouds, double *sums, double *scratch) {
    const int32_t chunk = blockIdx.y;
    const MomentsCloud cloud = clouds.cloud[moments_cloud_of(clouds, chunk)];
    const int64_t size = clouds.dimensions;
    const int64_t first = static_cast<int64_t>(chunk - cloud.first_chunk) * moments_chunk;
    const int64_t end = first + moments_chunk < cloud.rows ? first + moments_chunk : cloud.rows;
    const int lane = threadIdx.x % 32, part = threadIdx.x / 32;
    const int64_t column = static_cast<int64_t>(blockIdx.x) * moments_columns + lane * 8;
    const Element *points = static_cast<const Element *>(cloud.points);
    double sum[8] = {}, square[8] = {};
    if (column < size) {
        for (int64_t row = first + part; row < end; row += 8) {
            float x[8];
            moments_load(points + row * size + column, x, size - column, clouds.aligned);
#pragma unroll
            for (int k = 0; k < 8; ++k) {
                const double wide = x[k];
                sum[k] += wide;
                square[k] += wide * wide;
            }
        }
    }
    // Both sums go through the same memory, [8 parts, 256 columns].
    for (int which = 0; which < 2; ++which) {
        __syncthreads();
#pragma unroll
        for (int k = 0; k < 8; ++k) {
            scratch[part * moments_columns + lane * 8 + k] = which == 0 ? sum[k] : square[k];
        }
        __syncthreads();
        const int64_t mine = static_cast<int64_t>(blockIdx.x) * moments_columns + threadIdx.x;
        if (mine < size) {
            double total = 0.0;
            for (int i = 0; i < 8; ++i) {
                total += scratch[i * moments_columns + threadIdx.x];
            }
            sums[(static_cast<int64_t>(chunk) * 2 + which) * size + mine] = total;
        }
    }
}

extern "C" __global__ void moments_sums_bfloat16(MomentsClouds clouds, double *sums) {
    __shared__ double scratch[8 * moments_columns];
    moments_sums_of<bfloat16>(clouds, sums, scratch);
}

extern "C" __global__ void moments_sums_float32(MomentsClouds clouds, double *sums) {
    __shared__ double scratch[8 * moments_columns];
    moments_sums_of<float>(clouds, sums, scratch);
}

extern "C" __global__ void moments_sums_float16(MomentsClouds clouds, double *sums) {
    __shared__ double scratch[8 * moments_columns];
    moments_sums_of<float16>(clouds, sums, scratch);
}

// Per cloud and dimension, float64 [clouds, dimensions]: the shift that points get, what their mean
// has beyond it, and how far the mean is from that of all; and the mean of all, [dimensions].
//
// Blocks of 32 columns and 8 clouds at a time. A bfloat16 point is shifted (`rounds`) only where the
// mean is far from 0: there it is exact for all but outliers, and elsewhere nothing cancels.
extern "C" __global__ void moments_means(MomentsClouds clouds, const double *sums, int32_t chunks,
                                         int32_t rounds, double *shifts, double *rests,
                                         double *differences, double *mean) {
    const int64_t size = clouds.dimensions;
    const int64_t column = static_cast<int64_t>(blockIdx.x) * 32 + threadIdx.x % 32;
    if (column < size) {
        for (int index = threadIdx.x / 32; index < clouds.count; index += 8) {
            const MomentsCloud cloud = clouds.cloud[index];
            const int32_t end =
                index + 1 < clouds.count ? clouds.cloud[index + 1].first_chunk : chunks;
            double sum = 0.0, square = 0.0;
#pragma unroll 4
            for (int32_t chunk = cloud.first_chunk; chunk < end; ++chunk) {
                sum += sums[static_cast<int64_t>(chunk) * 2 * size + column];
                square += sums[(static_cast<int64_t>(chunk) * 2 + 1) * size + column];
            }
            const double points = static_cast<double>(cloud.rows);
            const double own = sum / points, variance = square / points - own * own;
            const bool far = own * own > 16.0 * variance;
            double shift = static_cast<double>(static_cast<float>(own));
            if (rounds) {
                shift = far ? to_float(from_float<bfloat16>(static_cast<float>(own))) : 0.0;
            }
            shifts[index * size + column] = shift;
            rests[index * size + column] = own - shift;
            differences[index * size + column] = own;
        }
    }
    __syncthreads();
    if (column < size && threadIdx.x < 32) {
        // From the first cloud's mean, so that equal means stay equal.
        const double start = differences[column];
        double offset = 0.0, total = 0.0;
        for (int index = 0; index < clouds.count; ++index) {
            const double points = static_cast<double>(clouds.cloud[index].rows);
            offset += points * (differences[index * size + column] - start);
            total += points;
        }
        offset /= total;
        for (int index = 0; index < clouds.count; ++index) {
            double &difference = differences[index * size + column];
            difference = difference - start - offset;
        }
        mean[column] = start + offset;
    }
}

__device__ inline float moments_shifted(float x, double shift, bfloat16) {
    return x - static_cast<float>(shift);
}
__device__ inline float moments_shifted(float x, double shift, float) {
    return static_cast<float>(static_cast<double>(x) - shift);
}

// Writes the points less the shift of their cloud to their places in the stack. A cloud without points
// is filled with zeros. `stride` is the distance of the clouds' shifts: 0 where they share one.
template <typename Element, typename Result>
__device__ inline void moments_stack_of(const MomentsClouds &clouds, const double *shifts,
                                        int64_t stride, Result *stack) {
    const int32_t chunk = blockIdx.y;
    const int index = moments_cloud_of(clouds, chunk);
    const MomentsCloud cloud = clouds.cloud[index];
    const int64_t size = clouds.dimensions;
    const int64_t first = static_cast<int64_t>(chunk - cloud.first_chunk) * moments_chunk;
    const int64_t end = first + moments_chunk < cloud.rows ? first + moments_chunk : cloud.rows;
    const int64_t column =
        static_cast<int64_t>(blockIdx.x) * moments_columns + threadIdx.x % 32 * 8;
    if (column >= size) {
        return;
    }
    const int64_t left = size - column;
    const Element *points = static_cast<const Element *>(cloud.points);
    double shift[8];
#pragma unroll
    for (int k = 0; k < 8; ++k) {
        shift[k] = points && k < left ? shifts[index * stride + column + k] : 0.0;
    }
    for (int64_t row = first + threadIdx.x / 32; row < end; row += 8) {
        float x[8] = {};
        if (points) {
            moments_load(points + row * size + column, x, left, clouds.aligned);
        }
#pragma unroll
        for (int k = 0; k < 8; ++k) {
            x[k] = moments_shifted(x[k], shift[k], Result());
        }
        store8(stack + (cloud.first_row + row) * size + column, x, left, size % 8 == 0);
    }
}

extern "C" __global__ void moments_stack_bfloat16(MomentsClouds clouds, const double *shifts,
                                                  int64_t stride, bfloat16 *stack) {
    moments_stack_of<bfloat16>(clouds, shifts, stride, stack);
}

extern "C" __global__ void moments_stack_float32(MomentsClouds clouds, const double *shifts,
                                                 int64_t stride, float *stack) {
    moments_stack_of<float>(clouds, shifts, stride, stack);
}

extern "C" __global__ void moments_stack_float16(MomentsClouds clouds, const double *shifts,
                                                 int64_t stride, float *stack) {
    moments_stack_of<float16>(clouds, shifts, stride, stack);
}

// Adds the products of all parts of the stack, `parts` matrices of float32, and for each cloud what
// its shift and its distance from the others contribute (Chan's formula). Blocks of 32 x 8 threads
// make a tile of 32 x 32 of the upper triangle and mirror it.
extern "C" __global__ void moments_pool(MomentsClouds clouds, const float *products, int64_t parts,
                                        const double *rests, const double *differences,
                                        double *matrix) {
    __shared__ double tile[32][33];
    const int64_t size = clouds.dimensions;
    const int64_t top = static_cast<int64_t>(blockIdx.y) * 32;
    const int64_t left = static_cast<int64_t>(blockIdx.x) * 32;
    if (blockIdx.x < blockIdx.y) {
        return;
    }
    const int lane = threadIdx.x % 32;
    const int64_t column = left + lane;
    for (int line = threadIdx.x / 32; line < 32; line += 8) {
        const int64_t row = top + line;
        if (row >= size || column >= size) {
            continue;
        }
        double value = 0.0;
        for (int64_t part = 0; part < parts; ++part) {
            value += static_cast<double>(products[(part * size + row) * size + column]);
        }
        for (int index = 0; index < clouds.count; ++index) {
            const double points = static_cast<double>(clouds.cloud[index].rows);
            value -= points * rests[index * size + row] * rests[index * size + column];
        }
        for (int index = 0; clouds.count > 1 && index < clouds.count; ++index) {
            const double points = static_cast<double>(clouds.cloud[index].rows);
            value += points * differences[index * size + row] * differences[index * size + column];
        }
        if (row <= column) {
            matrix[row * size + column] = value;
        }
        tile[line][lane] = value;
    }
    __syncthreads();
    for (int line = threadIdx.x / 32; line < 32; line += 8) {
        const int64_t row = left + line, mirrored = top + lane;
        if (row < size && mirrored < size && mirrored < row) {
            matrix[row * size + mirrored] = tile[lane][line];
        }
    }
}

// `scale * matrix + diagonal * I`, rounded.
template <typename Result>
__device__ inline void moments_factor_of(const double *matrix, int64_t size, double scale,
                                         double diagonal, const double *factors,
                                         const float *upstream, Result *to) {
    if (factors) {
        scale *= factors[0];
        diagonal *= factors[1];
    }
    if (upstream) {
        scale *= static_cast<double>(*upstream);
        diagonal *= static_cast<double>(*upstream);
    }
    const int64_t row = blockIdx.x;
    for (int64_t column = threadIdx.x; column < size; column += blockDim.x) {
        const double value = matrix[row * size + column] * scale + (row == column ? diagonal : 0.0);
        to[row * size + column] = from_float<Result>(static_cast<float>(value));
    }
}

extern "C" __global__ void moments_factor_bfloat16(const double *matrix, int64_t size, double scale,
                                                   double diagonal, const double *factors,
                                                   const float *upstream, bfloat16 *to) {
    moments_factor_of(matrix, size, scale, diagonal, factors, upstream, to);
}

extern "C" __global__ void moments_factor_float32(const double *matrix, int64_t size, double scale,
                                                  double diagonal, const double *factors,
                                                  const float *upstream, float *to) {
    moments_factor_of(matrix, size, scale, diagonal, factors, upstream, to);
}
)cuda"
