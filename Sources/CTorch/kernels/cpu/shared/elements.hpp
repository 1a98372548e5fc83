#pragma once

#include "support.hpp"
#include "kernels/cpu/shared/vectorized.hpp"

namespace ct {

// Kernels for float32 and bfloat16 are one template. `Element` is `float`, or `uint16_t` for a
// bfloat16 number by its bits; arithmetic is float32 in both. A function that is compiled for
// several instruction sets cannot be a template, so it is a static function of a class template.
/// Calls `body.template operator()<Element>()` with the element type of float32 or bfloat16.
template <typename Body> decltype(auto) dispatch_element(at::ScalarType type, Body &&body) {
    if (type == at::kBFloat16) {
        return body.template operator()<uint16_t>();
    }
    TORCH_CHECK(type == at::kFloat, "elements of type ", type, ", not float32 or bfloat16");
    return body.template operator()<float>();
}

template <typename Element> const Element *elements(const at::TensorBase &tensor) {
    return static_cast<const Element *>(tensor.const_data_ptr());
}

template <typename Element> Element *mutable_elements(const at::TensorBase &tensor) {
    return static_cast<Element *>(tensor.mutable_data_ptr());
}

CT_INLINE float to_float(float element) { return element; }
CT_INLINE float to_float(uint16_t element) { return from_bfloat16(element); }

template <typename Element> CT_INLINE Element rounded(float value) {
    if constexpr (sizeof(Element) == sizeof(float)) {
        return value;
    } else {
        return to_bfloat16(value);
    }
}

/// Without its graph, contiguous, and of a type that kernels take: bfloat16 stays, others become
/// float32.
inline at::TensorBase as_elements(const at::TensorBase &tensor) {
    const bool half = tensor.scalar_type() == at::kBFloat16;
    return detached(tensor).to(half ? at::kBFloat16 : at::kFloat).contiguous();
}

} // namespace ct
