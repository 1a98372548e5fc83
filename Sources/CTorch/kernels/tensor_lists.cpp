#include "kernels/tensor_lists.hpp"

#include "kernels/cuda/launch/launch.hpp"

namespace ct {

std::vector<at::TensorBase> values_of(const ct_tensor *const *tensors, int32_t count) {
    std::vector<at::TensorBase> values;
    for (int32_t index = 0; index < count; ++index) {
        values.push_back(tensors[index]->value);
    }
    return values;
}

bool run_on_device(const char *operation, const std::vector<at::TensorBase> &tensors) {
    bool result = false;
    for (const at::TensorBase &tensor : tensors) {
        result = cuda::runs_on_device(operation, {tensors[0], tensor});
    }
    return result;
}

} // namespace ct
