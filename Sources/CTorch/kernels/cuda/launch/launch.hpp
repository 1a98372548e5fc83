#pragma once

#include "support.hpp"

#include <initializer_list>
#include <string>

namespace ct::cuda {

/// A program in CUDA C++: its name and its text. The files `common.cuh`,
/// `random.cuh` and `rows.cuh` of `source` are put before it.
struct Source {
    const char *name;
    const char *text;
};

/// The blocks of a launch, the threads of each (at most 1024), and the bytes of its dynamic shared
/// memory.
struct Grid {
    unsigned x, y = 1, z = 1;
    unsigned threads;
    unsigned shared = 0;
};

/// Whether kernels run where `x` is: on a CUDA device with a driver and NVRTC, or on the processor
/// under emulation (`ISOTROPY_CUDA_EMULATION` names the library that `Tools/cuda-emulation` makes).
bool takes(const at::TensorBase &x);

/// What kernels on CUDA devices lack on this machine, and where it was looked for; else empty.
const std::string &missing();

/// Ten times the compute capability of a CUDA device with kernels: 90 for 9.0.
int compute_capability(const at::TensorBase &on);

/// Whether `operation` runs as a kernel of this folder: false for the processor's own kernel.
///
/// Refuses tensors of several devices, and devices without kernels. Undefined tensors are passed
/// over.
bool runs_on_device(const char *operation, std::initializer_list<at::TensorBase> tensors);

/// The arguments of a kernel: where each is, and its size in bytes.
struct Arguments {
    void **addresses;
    const size_t *sizes;
    size_t count;
};

void launch(const Source &source, const char *kernel, Grid grid, const at::TensorBase &on,
            Arguments arguments);

/// Launches `kernel`, an `extern "C" __global__` function of `source`, on the current stream of the
/// device of `on`. Nothing is launched for a grid of no blocks.
///
/// The arguments (pointers, numbers, plain structs) must have the sizes of the kernel's parameters;
/// that is checked when a kernel is first used, where the driver can tell.
template <typename... A>
void launch(const Source &source, const char *kernel, Grid grid, const at::TensorBase &on,
            A... arguments) {
    void *addresses[] = {&arguments...};
    constexpr size_t sizes[] = {sizeof(A)...};
    launch(source, kernel, grid, on, Arguments{addresses, sizes, sizeof...(A)});
}

} // namespace ct::cuda
