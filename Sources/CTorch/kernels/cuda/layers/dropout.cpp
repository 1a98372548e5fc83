// Launches of source/layers/dropout.cuh: eight elements a thread, two random groups a warp.
#include "kernels/cuda/layers/dropout.hpp"
#include "kernels/cuda/layers/rows.hpp"

namespace ct::cuda {

namespace {

const Source source = {
    "dropout",
#include "kernels/cuda/source/layers/dropout.cuh"
};

} // namespace

at::TensorBase dropout(const at::TensorBase &x, Dropout options) {
    constexpr int64_t threads = 256, elements = 8 * threads;
    at::TensorBase result = ct::empty_like(x);
    const Grid grid{.x = static_cast<unsigned>(parts(x.numel(), elements)), .threads = threads};
    const std::string kernel = std::string("dropout_") + type_name(x);
    launch(source, kernel.c_str(), grid, x, x.const_data_ptr(), result.mutable_data_ptr(),
           x.numel(), are_aligned({x, result}), options);
    return result;
}

} // namespace ct::cuda
