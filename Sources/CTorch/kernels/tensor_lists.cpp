#include "kernels/tensor_lists.hpp"

#include "kernels/cuda/launch/launch.hpp"

namespace ct {

std::vector<at::Tensor> values_of(const ct_tensor *const *tensors, int32_t count) {
    std::vector<at::Tensor> values;
    for (int32_t index = 0; index < count; ++index) {
        values.push_back(tensors[index]->value);
    }
    return values;
}

bool run_on_device(const char *operation, const std::vector<at::Tensor> &tensors) {
    bool result = false;
    for (const at::Tensor &tensor : tensors) {
        result = cuda::runs_on_device(operation, {tensors[0], tensor});
    }
    return result;
}

} // namespace ct
