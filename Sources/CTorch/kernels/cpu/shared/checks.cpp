#include "kernels/cpu/shared/checks.hpp"

namespace ct {

void check_matrix(const at::TensorBase &x, const char *name) {
    TORCH_CHECK(x.dim() == 2, name, " of shape ", x.sizes(), " is no matrix");
    TORCH_CHECK(x.scalar_type() == at::kFloat || x.scalar_type() == at::kBFloat16, name,
                " of type ", x.scalar_type());
}

void check_like(const at::TensorBase &other, const at::TensorBase &x, const char *name) {
    TORCH_CHECK(other.sizes() == x.sizes() && other.scalar_type() == x.scalar_type(), name,
                " of shape ", other.sizes(), " and type ", other.scalar_type(), ", expected ",
                x.sizes(), " and ", x.scalar_type());
}

const float *vector_elements(const at::TensorBase &x, int64_t count, const char *name) {
    TORCH_CHECK(x.scalar_type() == at::kFloat && x.is_contiguous() && x.dim() == 1 &&
                    x.numel() == count,
                name, " must be a contiguous float32 vector of ", count, " elements");
    return x.const_data_ptr<float>();
}

} // namespace ct
