#pragma once

#include <ATen/Context.h>

namespace ct::cuda {

/// While it lives libtorch's kernels add up in a fixed order, without filling new memory beforehand.
///
/// The setting is the whole process's. A product of matrices on CUDA is refused meanwhile, unless
/// CUBLAS_WORKSPACE_CONFIG is set.
class Reproducible {
  public:
    Reproducible()
        : algorithms(context().deterministicAlgorithms()),
          warns(context().deterministicAlgorithmsWarnOnly()),
          fills(context().deterministicFillUninitializedMemory()) {
        context().setDeterministicFillUninitializedMemory(false);
        context().setDeterministicAlgorithms(true, false);
    }
    ~Reproducible() {
        context().setDeterministicAlgorithms(algorithms, warns);
        context().setDeterministicFillUninitializedMemory(fills);
    }
    Reproducible(const Reproducible &) = delete;
    Reproducible &operator=(const Reproducible &) = delete;

  private:
    static at::Context &context() { return at::globalContext(); }
    bool algorithms, warns, fills;
};

} // namespace ct::cuda
