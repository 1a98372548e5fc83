#pragma once

#include "support.hpp"

#include <vector>

namespace ct::cuda {

/// Bytes of the host on the device of `on`, without waiting for it: through pinned memory that
/// libtorch keeps until the copy is done.
at::TensorBase uploaded(const void *bytes, size_t count, const at::TensorBase &on);

template <typename Element>
at::TensorBase uploaded(const std::vector<Element> &elements, const at::TensorBase &on) {
    return uploaded(elements.data(), elements.size() * sizeof(Element), on);
}

} // namespace ct::cuda
