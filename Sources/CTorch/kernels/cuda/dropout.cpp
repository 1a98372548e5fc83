#include "dropout.hpp"

namespace ct::cuda {

namespace {

const Source source = {"dropout",
#include "source/dropout.cuh"
};

} // namespace

at::Tensor dropout(const at::Tensor &x, Dropout options) {
    constexpr int64_t threads = 256, elements = 8 * threads;
    at::Tensor result = at::empty_like(x);
    const int64_t count = x.numel();
    const Grid grid{.x = static_cast<unsigned>((count + elements - 1) / elements),
                    .threads = threads};
    launch(source, x.scalar_type() == at::kFloat ? "dropout_float32" : "dropout_bfloat16", grid, x,
           x.const_data_ptr(), result.mutable_data_ptr(), count, options);
    return result;
}

} // namespace ct::cuda
