// Shrinks a covariance toward a target and scores it. One pass over the matrix, 16 rows an item,
// mixes each row with the target's and takes the squares of the result; the items' sums are added
// in order. Score and derivatives follow from the trace and the squared norm (isoscore.md).
#include "kernels/cuda/launch/launch.hpp"
#include "kernels/cuda/clouds/shrinkage.hpp"
#include "kernels/cpu/clouds/float64_rows.hpp"
#include "kernels/cpu/shared/parallel.hpp"

#include <vector>

namespace {

using namespace ct;

CT_VECTORIZED void mix_row(double *row, const double *target, double own, double share,
                           int64_t count) {
    if (target) {
        for (int64_t c = 0; c < count; ++c) {
            row[c] = own * row[c] + share * target[c];
        }
    } else {
        for (int64_t c = 0; c < count; ++c) {
            row[c] *= own;
        }
    }
}

CT_VECTORIZED double sum_of_squares(const double *row, int64_t count) {
    return lane_sum(count, [=](int64_t i) { return row[i] * row[i]; });
}

struct TraceAndNorm {
    double trace = 0, squared_norm = 0;
};

/// The shrinkage of `ct_shrunk_score` on the processor.
TraceAndNorm shrink(const at::TensorBase &matrix, const double *target, ct_shrinkage shares) {
    auto *data = static_cast<double *>(matrix.mutable_data_ptr());
    const int64_t size = matrix.size(0);
    double own_trace = 0;
    for (int64_t i = 0; i < size; ++i) {
        own_trace += data[i * size + i];
    }
    // The trace takes no part where it has no share, not even as not a number.
    const double added =
        shares.diagonal + (shares.trace == 0 ? 0 : shares.trace * own_trace);
    const int64_t items = (size + rows_of_an_item - 1) / rows_of_an_item;
    std::vector<double> squares(static_cast<size_t>(items));
    parallel_blocks(size, rows_of_an_item, [&](int64_t begin, int64_t end) {
        double sum = 0;
        for (int64_t r = begin; r < end; ++r) {
            double *row = data + r * size;
            mix_row(row, target ? target + r * size : nullptr, shares.own, shares.target, size);
            row[r] += added;
            sum += sum_of_squares(row, size);
        }
        squares[static_cast<size_t>(begin / rows_of_an_item)] = sum;
    });
    TraceAndNorm result;
    for (int64_t i = 0; i < size; ++i) {
        result.trace += data[i * size + i];
    }
    for (double sum : squares) {
        result.squared_norm += sum;
    }
    return result;
}

/// What `ct_shrunk_score` gives, from the trace and the squared norm of a matrix of `size` rows.
void score(double trace, double norm, double size, double weight, bool follows_trace, double *out) {
    const double on_identity = 2 * trace / norm / (size - 1);
    const double on_shrunk = -2 * trace * trace / norm / norm / (size - 1);
    const double trace_of_both = on_identity * size + on_shrunk * trace;
    const double followed = follows_trace ? weight * trace_of_both / size : 0;
    const bool varies = norm != 0;
    out[CT_SCORE] = varies ? (trace * trace / norm - 1) / (size - 1) : 1;
    out[CT_ON_SHRUNK] = varies ? on_shrunk * (1 - weight) : 0;
    out[CT_ON_IDENTITY] = varies ? on_identity * (1 - weight) + followed : 0;
    out[CT_TRACE] = trace;
    out[CT_SQUARED_NORM] = norm;
}

} // namespace

ct_status ct_shrunk_score(ct_tensor *matrix, const ct_tensor *target, ct_shrinkage shares,
                          double weight, bool follows_trace, ct_tensor **out) {
    return producing(out, [&] {
        square_elements(matrix);
        const at::TensorBase &value = matrix->value;
        const at::TensorBase toward = target ? target->value : at::TensorBase();
        const double *elements = target ? square_elements(target) : nullptr;
        TORCH_CHECK(!target || toward.sizes() == value.sizes(), "a target of shape ",
                    target ? toward.sizes() : at::IntArrayRef(), " for a matrix of shape ",
                    value.sizes());
        if (cuda::runs_on_device("shrinkage", {value, toward})) {
            return cuda::shrunk_score(value, toward, shares, weight, follows_trace);
        }
        const auto [trace, norm] = shrink(value, elements, shares);
        at::TensorBase result = ct::empty({CT_SCORE_COUNT}, value.options());
        score(trace, norm, static_cast<double>(value.size(0)), weight, follows_trace,
              result.mutable_data_ptr<double>());
        return result;
    });
}
