#pragma once

#include <ATen/ATen.h>
#include <vector>

namespace ct::cuda {

/// Bytes of the host on the device of `on`, without waiting for it: through pinned memory that
/// libtorch keeps until the copy is done.
at::Tensor uploaded(const void *bytes, size_t count, const at::Tensor &on);

template <typename Element>
at::Tensor uploaded(const std::vector<Element> &elements, const at::Tensor &on) {
    return uploaded(elements.data(), elements.size() * sizeof(Element), on);
}

} // namespace ct::cuda
