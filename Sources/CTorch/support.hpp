#pragma once

#include "CTorch.h"

// Tensors without libtorch's operations, whose headers take four times as long to compile: files
// that call them include operations.hpp.
#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/core/TensorBase.h>
#include <c10/core/GradMode.h>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

struct ct_tensor {
    at::TensorBase value;
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

at::TensorBase empty(at::IntArrayRef sizes, at::TensorOptions options);
at::TensorBase empty_like(const at::TensorBase &tensor);
at::TensorBase zeros(at::IntArrayRef sizes, at::TensorOptions options);
/// A tensor of one value, on the processor.
at::TensorBase full(at::IntArrayRef sizes, double value, at::TensorOptions options);
at::TensorBase scalar_tensor(double value, at::TensorOptions options);

at::TensorBase detached(const at::TensorBase &tensor);
/// One element of a tensor in its flat order, from wherever it is.
double number(const at::TensorBase &tensor, int64_t index = 0);

/// Runs `body`; the only place where a C++ exception ends.
template <typename Body> ct_status guarded(Body &&body) noexcept {
    try {
        body();
        return CT_OK;
    } catch (...) {
        return remember_current_exception();
    }
}

/// Runs `body` and hands its tensor out as an owned handle. Where no gradients are recorded libtorch's
/// layers that would record them are passed by: they cost as much as a small operation.
template <typename Body> ct_status producing(ct_tensor **out, Body &&body) noexcept {
    return guarded([&] {
        std::optional<at::AutoDispatchBelowADInplaceOrView> direct;
        if (!c10::GradMode::is_enabled()) {
            direct.emplace();
        }
        *out = new ct_tensor{body()};
    });
}

/// Runs `body` and hands its tensors out as owned handles, all or none.
template <typename Body> ct_status producing_several(ct_tensor **out, Body &&body) noexcept {
    return guarded([&] {
        const std::vector<at::TensorBase> results = body();
        std::vector<std::unique_ptr<ct_tensor>> handles;
        for (const at::TensorBase &result : results) {
            handles.push_back(std::make_unique<ct_tensor>(ct_tensor{result}));
        }
        for (size_t i = 0; i < handles.size(); ++i) {
            out[i] = handles[i].release();
        }
    });
}

/// While it lives nothing is recorded, and libtorch's layers that would do so are passed by.
struct Unrecorded {
    c10::NoGradGuard none;
    at::AutoDispatchBelowADInplaceOrView direct;
};

} // namespace ct
