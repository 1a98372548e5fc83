#include "kernels/cpu/layers/fused.hpp"

namespace ct {

namespace {

CT_VECTORIZED void add_rows(const float *rows, int64_t count, int64_t stride, int64_t width,
                            float *sums) {
    for_each_part(width, [&](int64_t i, auto part) __attribute__((always_inline)) {
        Lanes total = wide(0.0f);
        for (int64_t row = 0; row < count; ++row) {
            total = total + load(rows + row * stride + i);
        }
        store(sums + i, total, part);
    });
}

} // namespace

at::Tensor BlockSums::total() const {
    at::Tensor sums = at::empty({width}, at::dtype(at::kFloat));
    const int64_t count = padded == 0 ? 0 : static_cast<int64_t>(values.size()) / padded;
    add_rows(values.data(), count, padded, width, sums.mutable_data_ptr<float>());
    return sums;
}

void check_matrix(const at::Tensor &x, const char *name) {
    TORCH_CHECK(x.dim() == 2, name, " of shape ", x.sizes(), " is no matrix");
    TORCH_CHECK(x.scalar_type() == at::kFloat || x.scalar_type() == at::kBFloat16, name,
                " of type ", x.scalar_type());
}

void check_like(const at::Tensor &other, const at::Tensor &x, const char *name) {
    TORCH_CHECK(other.sizes() == x.sizes() && other.scalar_type() == x.scalar_type(), name,
                " of shape ", other.sizes(), " and type ", other.scalar_type(), ", expected ",
                x.sizes(), " and ", x.scalar_type());
}

const float *vector_elements(const at::Tensor &x, int64_t count, const char *name) {
    TORCH_CHECK(x.scalar_type() == at::kFloat && x.is_contiguous() && x.dim() == 1 &&
                    x.numel() == count,
                name, " must be a contiguous float32 vector of ", count, " elements");
    return x.const_data_ptr<float>();
}

} // namespace ct
