#pragma once

#include <ATen/Context.h>

#include <atomic>
#include <optional>

namespace ct::cuda {

/// Whether attention's gradients add up in a fixed order, for the whole process (`ct_cuda_configure`).
inline std::atomic<bool> repeats_bits = true;

/// While it lives libtorch's kernels add up in a fixed order, where `repeats_bits` asks for it, without
/// filling new memory beforehand.
///
/// The setting is the whole process's. A product of matrices on CUDA is refused meanwhile, unless
/// CUBLAS_WORKSPACE_CONFIG is set.
class Reproducible {
  public:
    Reproducible() {
        if (!repeats_bits) {
            return;
        }
        before = Setting{context().deterministicAlgorithms(),
                         context().deterministicAlgorithmsWarnOnly(),
                         context().deterministicFillUninitializedMemory()};
        context().setDeterministicFillUninitializedMemory(false);
        context().setDeterministicAlgorithms(true, false);
    }
    ~Reproducible() {
        if (before) {
            context().setDeterministicAlgorithms(before->algorithms, before->warns);
            context().setDeterministicFillUninitializedMemory(before->fills);
        }
    }
    Reproducible(const Reproducible &) = delete;
    Reproducible &operator=(const Reproducible &) = delete;

  private:
    struct Setting {
        bool algorithms, warns, fills;
    };
    static at::Context &context() { return at::globalContext(); }
    std::optional<Setting> before;
};

} // namespace ct::cuda
