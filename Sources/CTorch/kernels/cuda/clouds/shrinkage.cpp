// Launches of source/clouds/shrinkage.cuh: the trace where it is needed, a block for each row,
// and one block that scores.
#include "kernels/cuda/clouds/shrinkage.hpp"

#include "kernels/cuda/launch/launch.hpp"

namespace ct::cuda {

namespace {

const Source source = {"shrinkage",
#include "kernels/cuda/source/clouds/shrinkage.cuh"
};

} // namespace

at::TensorBase shrunk_score(const at::TensorBase &matrix, const at::TensorBase &target,
                            ct_shrinkage shares, double weight, bool follows_trace) {
    const int64_t size = matrix.size(0);
    const at::TensorBase sums = ct::empty({2, size}, matrix.options());
    const Grid one{.x = 1, .threads = 256};
    at::TensorBase trace;
    // The trace takes no part where it has no share, not even as not a number.
    if (shares.trace != 0) {
        trace = ct::empty({}, matrix.options());
        launch(source, "shrink_trace", one, matrix, matrix.const_data_ptr(), size,
               trace.mutable_data_ptr());
    }
    launch(source, "shrink_rows", Grid{.x = static_cast<unsigned>(size), .threads = 256}, matrix,
           matrix.mutable_data_ptr(), target.defined() ? target.const_data_ptr() : nullptr, size,
           shares.own, shares.target, shares.diagonal, shares.trace,
           trace.defined() ? trace.const_data_ptr() : nullptr, sums.mutable_data_ptr());
    const at::TensorBase out = ct::empty({CT_SCORE_COUNT}, matrix.options());
    launch(source, "shrink_score", one, matrix, sums.const_data_ptr(), size, weight,
           static_cast<int32_t>(follows_trace), out.mutable_data_ptr());
    return out;
}

} // namespace ct::cuda
