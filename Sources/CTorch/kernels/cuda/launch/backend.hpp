#pragma once

#include "kernels/cuda/launch/launch.hpp"

/// What `launch` chooses between, and what the driver is given.
namespace ct::cuda {

/// The library that emulates CUDA on the processor, or null where none is asked for.
struct Emulator;
const Emulator *emulator();
void emulate(const Emulator &emulator, const char *kernel, Grid grid, Arguments arguments);

/// What the driver lacks for launches; empty where it was found.
const std::string &missing_driver();
/// Launches on the current stream of a CUDA device.
void launch_on_device(const Source &source, const char *kernel, Grid grid, int device,
                      Arguments arguments);

/// What NVRTC lacks; empty where it was found.
const std::string &missing_compiler();
/// The text of a program, after `common.cuh`, `random.cuh` and `rows.cuh`.
std::string whole_text(const Source &source);
/// The program for devices of compute capability `major`.`minor`, for the driver to load: from the
/// cache on disk, unless `fresh`, else from NVRTC.
std::string compiled(const Source &source, int major, int minor, bool fresh);

/// Compiled programs on disk, in the folder `kernels` of the project's cache. The cache is a help
/// only: what cannot be read or written there is compiled again.
std::string cached_image(const std::string &name);
void cache_image(const std::string &name, const std::string &image) noexcept;
/// A number for a text, the same on every machine (FNV-1a).
uint64_t hash_of(const std::string &text);

} // namespace ct::cuda
