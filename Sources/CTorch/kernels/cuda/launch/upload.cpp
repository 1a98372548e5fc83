#include "kernels/cuda/launch/upload.hpp"

#include <cstring>

namespace ct::cuda {

at::TensorBase uploaded(const void *bytes, size_t count, const at::TensorBase &on) {
    const at::TensorOptions options = at::dtype(at::kByte).pinned_memory(on.is_cuda());
    const at::TensorBase staged = ct::empty({static_cast<int64_t>(count)}, options);
    if (count > 0) {
        std::memcpy(staged.mutable_data_ptr(), bytes, count);
    }
    return staged.to(on.device(), true);
}

} // namespace ct::cuda
