#include "operations.hpp"

#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/full.h>
#include <ATen/ops/scalar_tensor.h>
#include <ATen/ops/zeros.h>
#include <new>
#include <string>

namespace ct {

namespace {
thread_local std::string last_error;
}

ct_status remember(ct_status status, const char *message) noexcept {
    try {
        last_error = message;
    } catch (...) {
        last_error.clear();
    }
    return status;
}

ct_status remember_current_exception() noexcept {
    try {
        throw;
    } catch (const c10::OutOfMemoryError &error) {
        return remember(CT_OUT_OF_MEMORY, error.what_without_backtrace());
    } catch (const c10::Error &error) {
        const std::string text = error.what_without_backtrace();
        // The words of the processor's allocator, of CUDA and its driver, and of cuBLAS.
        bool memory = false;
        for (const char *words : {"can't allocate memory", "out of memory", "ALLOC_FAILED"}) {
            memory = memory || text.find(words) != std::string::npos;
        }
        return remember(memory ? CT_OUT_OF_MEMORY : CT_LIBTORCH_ERROR, text.c_str());
    } catch (const CallbackError &error) {
        return remember(CT_CALLBACK_ERROR, error.what());
    } catch (const std::bad_alloc &) {
        return remember(CT_OUT_OF_MEMORY, "out of memory");
    } catch (const std::exception &error) {
        return remember(CT_OTHER_ERROR, error.what());
    } catch (...) {
        return remember(CT_OTHER_ERROR, "an exception of unknown type");
    }
}

c10::ScalarType scalar_type(ct_dtype dtype) {
    switch (dtype) {
    case CT_FLOAT32: return at::kFloat;
    case CT_FLOAT64: return at::kDouble;
    case CT_BFLOAT16: return at::kBFloat16;
    case CT_FLOAT16: return at::kHalf;
    case CT_INT64: return at::kLong;
    case CT_INT32: return at::kInt;
    case CT_UINT8: return at::kByte;
    case CT_BOOL: return at::kBool;
    default: TORCH_CHECK(false, "no such element type: ", static_cast<int>(dtype));
    }
}

ct_dtype dtype_of(c10::ScalarType type) {
    switch (type) {
    case at::kFloat: return CT_FLOAT32;
    case at::kDouble: return CT_FLOAT64;
    case at::kBFloat16: return CT_BFLOAT16;
    case at::kHalf: return CT_FLOAT16;
    case at::kLong: return CT_INT64;
    case at::kInt: return CT_INT32;
    case at::kByte: return CT_UINT8;
    case at::kBool: return CT_BOOL;
    default: return CT_OTHER_DTYPE;
    }
}

c10::Device device(ct_device device) {
    switch (device.kind) {
    case CT_PROCESSOR: return c10::Device(c10::kCPU);
    case CT_CUDA: return c10::Device(c10::kCUDA, static_cast<c10::DeviceIndex>(device.index));
    default: TORCH_CHECK(false, "no such kind of device: ", static_cast<int>(device.kind));
    }
}

at::TensorOptions options(ct_dtype dtype, ct_device place) {
    return at::dtype(scalar_type(dtype)).device(device(place));
}

at::TensorBase empty(at::IntArrayRef sizes, at::TensorOptions options) {
    return at::empty(sizes, options);
}

at::TensorBase empty_like(const at::TensorBase &like) { return at::empty_like(tensor(like)); }

at::TensorBase zeros(at::IntArrayRef sizes, at::TensorOptions options) {
    return at::zeros(sizes, options);
}

at::TensorBase full(at::IntArrayRef sizes, double value, at::TensorOptions options) {
    return at::full(sizes, value, options);
}

at::TensorBase scalar_tensor(double value, at::TensorOptions options) {
    return at::scalar_tensor(value, options);
}

at::TensorBase detached(const at::TensorBase &recorded) { return tensor(recorded).detach(); }

double number(const at::TensorBase &values, int64_t index) {
    return tensor(values).to(at::kDouble).reshape(-1)[index].item<double>();
}

} // namespace ct

extern "C" const char *ct_last_error(void) { return ct::last_error.c_str(); }
