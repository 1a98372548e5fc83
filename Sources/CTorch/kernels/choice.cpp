#include "support.hpp"
#include "kernels/cuda/launch/launch.hpp"

bool ct_has_kernels(const ct_tensor *tensor) {
    return tensor->value.is_cpu() || ct::cuda::takes(tensor->value);
}
