#include "kernels/cuda/launch/launch.hpp"
#include "kernels/cuda/launch/backend.hpp"

namespace ct::cuda {

const std::string &missing() {
    static const std::string text = [] {
        const std::string &driver = missing_driver(), &compiler = missing_compiler();
        return driver + (driver.empty() || compiler.empty() ? "" : "; ") + compiler;
    }();
    return text;
}

bool takes(const at::TensorBase &x) {
    if (x.is_cpu()) {
        return emulator() != nullptr;
    }
    return x.is_cuda() && missing().empty();
}

bool runs_on_device(const char *operation, std::initializer_list<at::TensorBase> tensors) {
    const at::TensorBase *first = nullptr;
    for (const at::TensorBase &tensor : tensors) {
        if (!tensor.defined()) {
            continue;
        }
        if (!first) {
            first = &tensor;
        }
        TORCH_CHECK(tensor.device() == first->device(), operation, " of tensors on ",
                    first->device(), " and ", tensor.device());
    }
    if (!first || takes(*first)) {
        return first != nullptr;
    }
    if (first->is_cuda()) {
        TORCH_CHECK(false, operation, " on ", first->device(), ": ", missing());
    }
    TORCH_CHECK(first->is_cpu(), operation, " has no form for tensors on ", first->device());
    return false;
}

void launch(const Source &source, const char *kernel, Grid grid, const at::TensorBase &on,
            Arguments arguments) {
    if (grid.x == 0 || grid.y == 0 || grid.z == 0) {
        return;
    }
    if (on.is_cuda()) {
        launch_on_device(source, kernel, grid, on.device().index(), arguments);
        return;
    }
    const Emulator *emulated = on.is_cpu() ? emulator() : nullptr;
    TORCH_CHECK(emulated, "kernel ", kernel, " has no form for tensors on ", on.device());
    emulate(*emulated, kernel, grid, arguments);
}

} // namespace ct::cuda
