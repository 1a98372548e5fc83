R"cuda(
// The moving statistics and the scale of isotropic batch normalization (Zhou et al. 2021), in
// float64: a thread for each dimension of a batch, a block for each tile of the covariance that
// moves, and a block for each row of the one that is read.

// A thread for each dimension: its points less their mean, [count, size], and their deviation.
//
// From the first point, so that a dimension that does not vary has a deviation of exactly 0.
template <typename Element>
__device__ inline void isobn_points_of(const Element *x, int64_t count, int64_t size, double *points,
                                       double *deviation) {
    const int64_t column = static_cast<int64_t>(blockIdx.x) * blockDim.x + threadIdx.x;
    if (column >= size) {
        return;
    }
    const double first = static_cast<double>(x[column]);
    double offset = 0.0;
#pragma unroll 8
    for (int64_t p = 0; p < count; ++p) {
        offset += static_cast<double>(x[p * size + column]) - first;
    }
    offset /= static_cast<double>(count);
    double squares = 0.0;
#pragma unroll 8
    for (int64_t p = 0; p < count; ++p) {
        const double value = static_cast<double>(x[p * size + column]) - first - offset;
        points[p * size + column] = value;
        squares += value * value;
    }
    deviation[column] = sqrt(squares / static_cast<double>(count));
}

extern "C" __global__ void isobn_points_float32(const float *x, int64_t count, int64_t size,
                                                double *points, double *deviation) {
    isobn_points_of(x, count, size, points, deviation);
}

extern "C" __global__ void isobn_points_float64(const double *x, int64_t count, int64_t size,
                                                double *points, double *deviation) {
    isobn_points_of(x, count, size, points, deviation);
}

// A tile of 32 x 32 of the covariance each, in blocks of 256 threads, and the deviations in the tiles
// of the first row. Nothing changes unless all deviations of the batch are finite.
extern "C" __global__ void isobn_move(const double *points, const double *deviation, int64_t count,
                                      int64_t size, double weight, double *covariance,
                                      double *moving, uint8_t *finite) {
    __shared__ double rows[32][32], columns[32][33];
    __shared__ int32_t broken;
    const int lane = threadIdx.x % 32, part = threadIdx.x / 32;
    if (threadIdx.x == 0) {
        broken = 0;
    }
    __syncthreads();
    for (int64_t i = threadIdx.x; i < size; i += blockDim.x) {
        if (!(deviation[i] - deviation[i] == 0.0)) {
            broken = 1;
        }
    }
    __syncthreads();
    if (blockIdx.x == 0 && blockIdx.y == 0 && threadIdx.x == 0) {
        *finite = broken == 0;
    }
    if (broken) {
        return;
    }
    const int64_t top = static_cast<int64_t>(blockIdx.y) * 32;
    const int64_t left = static_cast<int64_t>(blockIdx.x) * 32;
    double sums[4] = {};
    for (int64_t first = 0; first < count; first += 32) {
        __syncthreads();
        for (int line = part; line < 32; line += 8) {
            const int64_t p = first + line;
            const bool there = p < count;
            rows[line][lane] = there && top + lane < size ? points[p * size + top + lane] : 0.0;
            columns[line][lane] = there && left + lane < size ? points[p * size + left + lane] : 0.0;
        }
        __syncthreads();
        for (int p = 0; p < 32; ++p) {
            const double right = columns[p][lane];
#pragma unroll
            for (int k = 0; k < 4; ++k) {
                sums[k] += rows[p][part + 8 * k] * right;
            }
        }
    }
    const double keep = 1.0 - weight, share = weight / static_cast<double>(count);
#pragma unroll
    for (int k = 0; k < 4; ++k) {
        const int64_t row = top + part + 8 * k, column = left + lane;
        if (row < size && column < size) {
            double &value = covariance[row * size + column];
            value = keep * value + share * sums[k];
        }
    }
    if (blockIdx.y == 0 && part == 0 && left + lane < size) {
        double &value = moving[left + lane];
        value = keep * value + weight * deviation[left + lane];
    }
}

// As `ct_isobn`.
struct IsoBN {
    double share, epsilon, beta;
    bool averages, clamps, from_covariance, takes_root, epsilon_in_denominator;
};

// A dimension each: Eq. 4 and 6, [theta, variance] of [2, size].
extern "C" __global__ void isobn_rows(const double *covariance, const double *deviation,
                                      int64_t size, IsoBN options, double *terms) {
    __shared__ double scratch[256];
    const int64_t row = blockIdx.x;
    const double sigma = deviation[row] / options.share;
    const double own = (sigma > 0.0 ? 1.0 / sigma : 0.0) * (1.0 / options.share);
    double sum = 0.0;
    for (int64_t i = threadIdx.x; i < size; i += blockDim.x) {
        const double other = deviation[i] / options.share;
        double value = covariance[row * size + i] * (other > 0.0 ? 1.0 / other : 0.0) * own;
        if (options.clamps) {
            value = value < -1.0 ? -1.0 : value > 1.0 ? 1.0 : value;
        }
        sum += value * value;
    }
    const double total = block_sum(sum, scratch);
    if (threadIdx.x == 0) {
        const double gamma = options.averages ? total / static_cast<double>(size) : total;
        terms[row] = pow(sigma * gamma + options.epsilon, -options.beta);
        terms[size + row] = options.from_covariance
                                ? covariance[row * size + row] / options.share
                                : sigma * sigma;
    }
}

// Eq. 7 for all dimensions, in one block.
extern "C" __global__ void isobn_scale(const double *deviation, int64_t size, IsoBN options,
                                       const double *terms, float *scale) {
    __shared__ double scratch[256];
    const double *theta = terms, *variance = terms + size;
    double all = 0.0, scaled = 0.0;
    for (int64_t i = threadIdx.x; i < size; i += blockDim.x) {
        all += variance[i];
        scaled += variance[i] * theta[i] * theta[i];
    }
    const double total = block_sum(all, scratch);
    const double below =
        block_sum(scaled, scratch) + (options.epsilon_in_denominator ? options.epsilon : 0.0);
    const double ratio = total / below;
    const double factor = options.takes_root ? sqrt(ratio) : ratio;
    for (int64_t i = threadIdx.x; i < size; i += blockDim.x) {
        // Where nothing varies there is nothing to keep; what is not a number stays so.
        const bool scales = total > 0.0 && deviation[i] / options.share > 0.0;
        scale[i] = scales ? static_cast<float>(factor * theta[i]) : 1.0f;
    }
}
)cuda"
