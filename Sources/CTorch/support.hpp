#pragma once

#include "CTorch.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <stdexcept>

struct ct_tensor {
    at::Tensor value;
};

namespace ct {

/// A failure that a caller's own function reported, on its way through libtorch.
struct CallbackError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Remembers what went wrong for `ct_last_error`, from inside a catch block.
ct_status remember_current_exception() noexcept;
ct_status remember(ct_status status, const char *message) noexcept;

c10::ScalarType scalar_type(ct_dtype dtype);
ct_dtype dtype_of(c10::ScalarType type);

c10::Device device(ct_device device);
/// The options of a new tensor.
at::TensorOptions options(ct_dtype dtype, ct_device device);

/// Runs `body`; the only place where a C++ exception ends.
template <typename Body> ct_status guarded(Body &&body) noexcept {
    try {
        body();
        return CT_OK;
    } catch (...) {
        return remember_current_exception();
    }
}

/// Runs `body` and hands its tensor out as an owned handle.
template <typename Body> ct_status producing(ct_tensor **out, Body &&body) noexcept {
    return guarded([&] { *out = new ct_tensor{body()}; });
}

} // namespace ct
