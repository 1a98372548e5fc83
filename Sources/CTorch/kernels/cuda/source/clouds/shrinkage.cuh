R"cuda(
// Shrinks a covariance and scores it, in float64: a block for each row, which leaves its
// diagonal and its sum of squares, and one block that adds these up in order.

// The trace, in one block.
extern "C" __global__ void shrink_trace(const double *matrix, int64_t size, double *trace) {
    __shared__ double scratch[256];
    double sum = 0.0;
    for (int64_t i = threadIdx.x; i < size; i += blockDim.x) {
        sum += matrix[i * size + i];
    }
    const double total = block_sum(sum, scratch);
    if (threadIdx.x == 0) {
        *trace = total;
    }
}

// A row each: own * row + share * target's, and `diagonal + trace_share * trace` on the diagonal, in
// which the trace takes no part where it is null. Gives the diagonal and the sum of squares,
// [2, size].
extern "C" __global__ void shrink_rows(double *matrix, const double *target, int64_t size, double own,
                                       double share, double diagonal, double trace_share,
                                       const double *trace, double *sums) {
    __shared__ double scratch[256];
    const int64_t row = blockIdx.x;
    const double added = trace ? diagonal + trace_share * *trace : diagonal;
    double sum = 0.0;
    for (int64_t column = threadIdx.x; column < size; column += blockDim.x) {
        const int64_t place = row * size + column;
        double value = own * matrix[place];
        if (target) {
            value += share * target[place];
        }
        if (row == column) {
            value += added;
            sums[row] = value;
        }
        matrix[place] = value;
        sum += value * value;
    }
    const double total = block_sum(sum, scratch);
    if (threadIdx.x == 0) {
        sums[size + row] = total;
    }
}

// What `ct_shrunk_score` gives, in one block.
extern "C" __global__ void shrink_score(const double *sums, int64_t size, double weight,
                                        int32_t follows_trace, double *out) {
    __shared__ double scratch[256];
    double diagonal = 0.0, squares = 0.0;
    for (int64_t i = threadIdx.x; i < size; i += blockDim.x) {
        diagonal += sums[i];
        squares += sums[size + i];
    }
    const double t = block_sum(diagonal, scratch);
    const double f = block_sum(squares, scratch);
    if (threadIdx.x != 0) {
        return;
    }
    const double d = static_cast<double>(size);
    const bool varies = f != 0.0;
    const double on_identity = 2.0 * t / f / (d - 1.0);
    const double on_shrunk = -2.0 * t * t / f / f / (d - 1.0);
    const double trace_of_both = on_identity * d + on_shrunk * t;
    const double followed = follows_trace ? weight * trace_of_both / d : 0.0;
    out[0] = varies ? (t * t / f - 1.0) / (d - 1.0) : 1.0;
    out[1] = varies ? on_shrunk * (1.0 - weight) : 0.0;
    out[2] = varies ? on_identity * (1.0 - weight) + followed : 0.0;
    out[3] = t;
    out[4] = f;
}
)cuda"
