#include "support.hpp"

#include "kernels/cuda/launch/launch.hpp"

bool ct_has_kernels(const ct_tensor *tensor) {
    // What cannot be looked up is told by the kernel itself.
    bool has = true;
    ct::guarded([&] { has = tensor->value.is_cpu() || ct::cuda::takes(tensor->value); });
    return has;
}

bool ct_takes_cuda_kernels(const ct_tensor *tensor) {
    bool takes = false;
    ct::guarded([&] { takes = ct::cuda::takes(tensor->value); });
    return takes;
}

const char *ct_missing_cuda_kernels(void) {
    const char *missing = "";
    ct::guarded([&] { missing = ct::cuda::missing().c_str(); });
    return missing;
}
