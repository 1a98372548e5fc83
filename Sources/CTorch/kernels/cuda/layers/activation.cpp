// Launches of source/layers/activation.cuh: values by elements, eight a thread; gradients by
// strips of columns, which leave sums that column_sums.cpp adds up.
#include "kernels/cuda/layers/activation.hpp"
#include "kernels/cuda/layers/rows.hpp"

namespace ct::cuda {

namespace {

const Source source = {
    "activation",
#include "kernels/cuda/source/layers/activation.cuh"
};

} // namespace

at::TensorBase activation(ct_activation activation, const at::TensorBase &x) {
    constexpr int64_t threads = 256, elements = 8 * threads;
    at::TensorBase result = ct::empty_like(x);
    const Grid grid{.x = static_cast<unsigned>(parts(x.numel(), elements)), .threads = threads};
    const std::string kernel = std::string("activation_") + type_name(x);
    launch(source, kernel.c_str(), grid, x, static_cast<int>(activation), x.const_data_ptr(),
           result.mutable_data_ptr(), x.numel(), are_aligned({x, result}));
    return result;
}

at::TensorBase activation_gradient(ct_activation activation, const at::TensorBase &upstream,
                                   const at::TensorBase &x, at::TensorBase &input,
                                   at::TensorBase &output) {
    const int64_t rows = x.size(0), width = x.size(1);
    const Grid grid = strips(rows, width);
    at::TensorBase partials = ct::empty({grid.y, 1, width}, x.options().dtype(at::kFloat));
    const bool whole = width % 8 == 0 && are_aligned({upstream, x, input, output});
    const std::string kernel =
        std::string("activation_gradient_") + type_name(x) + (whole ? "_whole" : "_ragged");
    launch(source, kernel.c_str(), grid, x, static_cast<int>(activation), upstream.const_data_ptr(),
           x.const_data_ptr(), input.mutable_data_ptr(), output.mutable_data_ptr(), rows,
           static_cast<int>(width), partials.mutable_data_ptr<float>());
    return partial_sums(partials)[0];
}

} // namespace ct::cuda
