#include "support.hpp"

#include <ATen/Context.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <dlfcn.h>
#include <mutex>
#include <unistd.h>

using ct::guarded;

// libtorch's CUDA half is opened when it is first asked for: the same program runs where there is none.

namespace {

std::string folder_of_libtorch() {
    Dl_info info{};
    // A function of libtorch_cpu.so's own.
    if (dladdr(reinterpret_cast<void *>(&at::globalContext), &info) == 0 || !info.dli_fname) {
        return {};
    }
    const std::string path = info.dli_fname;
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? std::string(".") : path.substr(0, slash);
}

const char *loading_error() {
    const char *message = dlerror();
    return message ? message : "the loader does not say why";
}

void open_cuda() {
    const std::string folder = folder_of_libtorch(), library = folder + "/libtorch_cuda.so";
    TORCH_CHECK(access(library.c_str(), F_OK) == 0, "the libtorch in ", folder,
                " is built for processors only: start with ISOTROPY_CUDA=1 to fetch one for GPUs, or "
                "name one by ISOTROPY_LIBTORCH");
    TORCH_CHECK(dlopen(library.c_str(), RTLD_NOW | RTLD_GLOBAL),
                "libtorch's CUDA half cannot be opened: ", loading_error());
    at::globalContext().lazyInitDevice(c10::kCUDA);
}

} // namespace

ct_status ct_cuda_open(void) {
    static std::mutex mutex;
    static bool is_open = false;
    return guarded([&] {
        const std::lock_guard lock(mutex);
        if (!is_open) {
            open_cuda();
            is_open = true;
        }
    });
}

ct_status ct_cuda_configure(bool tf32) {
    return guarded([&] {
        auto &context = at::globalContext();
        context.setAllowTF32CuBLAS(tf32);
        // A sum in bfloat16 would lose what float32 accumulation is for.
        context.setAllowBF16ReductionCuBLAS(false);
    });
}

ct_status ct_synchronize(ct_device device) {
    return guarded([&] {
        if (device.kind == CT_CUDA) {
            c10::impl::getDeviceGuardImpl(c10::kCUDA)->synchronizeDevice(
                static_cast<c10::DeviceIndex>(device.index));
        }
    });
}
