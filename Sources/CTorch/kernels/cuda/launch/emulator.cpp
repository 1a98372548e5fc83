#include "kernels/cuda/launch/backend.hpp"

#include <cstdlib>
#include <dlfcn.h>

namespace ct::cuda {

/// The one function of the library: null, or what went wrong.
struct Emulator {
    using Launch = const char *(*)(const char *kernel, const unsigned grid[3], unsigned threads,
                                   unsigned shared, void **arguments, const size_t *sizes,
                                   size_t count);
    Launch launch;
};

const Emulator *emulator() {
    static const Emulator found = [] {
        const char *path = std::getenv("ISOTROPY_CUDA_EMULATION");
        if (!path || !*path) {
            return Emulator{nullptr};
        }
        void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
        TORCH_CHECK(library, "ISOTROPY_CUDA_EMULATION: ", dlerror());
        void *launch = dlsym(library, "ct_emulated_launch");
        TORCH_CHECK(launch, "ISOTROPY_CUDA_EMULATION: ", dlerror());
        return Emulator{reinterpret_cast<Emulator::Launch>(launch)};
    }();
    return found.launch ? &found : nullptr;
}

void emulate(const Emulator &emulator, const char *kernel, Grid grid, Arguments arguments) {
    const unsigned blocks[3] = {grid.x, grid.y, grid.z};
    const char *error = emulator.launch(kernel, blocks, grid.threads, grid.shared,
                                        arguments.addresses, arguments.sizes, arguments.count);
    TORCH_CHECK(!error, "emulated kernel ", kernel, ": ", error);
}

} // namespace ct::cuda
